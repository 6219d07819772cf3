//! A view as data: the edge makes elements of it, a server makes HTML of it. Neither ever parses markup,
//! so text from a configuration can only ever be text.
//!
//! The tree is kept flat, as the steps that build it. Nested values would read as well, but moving them about
//! made the visitor's download a third larger (measured).

/// One step in building a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Begins an element inside the one that is open.
    Open(&'static str),
    /// Gives the open element an attribute. Comes before its content.
    Attribute(&'static str, String),
    /// Adds text to the open element.
    Text(String),
    /// Ends the open element.
    Close,
}

/// The steps of one or more trees.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View(pub Vec<Step>);

impl View {
    #[inline(never)]
    pub fn open(&mut self, tag: &'static str) -> &mut Self {
        self.0.push(Step::Open(tag));
        self
    }

    #[inline(never)]
    pub fn with(&mut self, name: &'static str, value: &str) -> &mut Self {
        self.0.push(Step::Attribute(name, value.to_owned()));
        self
    }

    #[inline(never)]
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.0.push(Step::Text(text.to_owned()));
        self
    }

    #[inline(never)]
    pub fn close(&mut self) -> &mut Self {
        self.0.push(Step::Close);
        self
    }

    /// An element with `data-part`, the hook for style.
    #[inline(never)]
    pub fn part(&mut self, tag: &'static str, name: &'static str) -> &mut Self {
        self.open(tag).with("data-part", name)
    }

    /// An element with nothing but text in it.
    #[inline(never)]
    pub fn leaf(&mut self, tag: &'static str, text: &str) -> &mut Self {
        self.open(tag).text(text).close()
    }
}
