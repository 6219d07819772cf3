//! A view as data: the edge makes elements of it, a server makes HTML of it. Neither ever parses markup,
//! so text from a configuration can only ever be text.
//!
//! It is kept flat, as the steps that build it, and written as one text from the start: that is how it crosses to
//! JavaScript, and moving nested values about made the visitor's download a third larger (measured).

use crate::core::cut::cut;

/// One step in building a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// Begins an element inside the one that is open.
    Open(&'a str),
    /// Gives the open element an attribute. Comes before its content.
    Attribute(&'a str, &'a str),
    /// Adds text to the open element.
    Text(&'a str),
    /// Ends the open element.
    Close,
}

/// The steps of one or more trees. Each is three parts, and each part ends with a zero: the step's sign, a name and a
/// value. In no part is a zero, so no text can become a step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View(pub String);

/// Opens an element with attributes that are always the same, in one go.
macro_rules! open {
    ($view:expr, $tag:literal $(, $name:literal = $value:literal)*) => {
        $view.written(concat!("<\0", $tag, "\0\0" $(, "=\0", $name, "\0", $value, "\0")*))
    };
}
pub(super) use open;

impl View {
    #[inline(never)]
    pub fn open(&mut self, tag: &'static str) -> &mut Self {
        self.written("<\0").written(tag).written("\0\0")
    }

    #[inline(never)]
    pub fn with(&mut self, name: &'static str, value: &str) -> &mut Self {
        self.written("=\0").written(name).value(value)
    }

    #[inline(never)]
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.written("+\0").value(text)
    }

    #[inline(never)]
    pub fn close(&mut self) -> &mut Self {
        self.written(">\0\0\0")
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

    /// Steps that are written already.
    #[inline(never)]
    pub(super) fn written(&mut self, steps: &str) -> &mut Self {
        self.0.push_str(steps);
        self
    }

    /// What it consists of.
    pub fn steps(&self) -> impl Iterator<Item = Step<'_>> {
        let mut rest: &str = &self.0;
        std::iter::from_fn(move || {
            let [sign, name, value] = std::array::from_fn(|_| {
                let (part, after) = cut(rest, 0);
                rest = after.unwrap_or("");
                part
            });
            Some(match sign {
                "<" => Step::Open(name),
                "=" => Step::Attribute(name, value),
                "+" => Step::Text(value),
                ">" => Step::Close,
                _ => return None,
            })
        })
    }

    /// The last part of a step, in which anything may stand.
    #[inline(never)]
    fn value(&mut self, value: &str) -> &mut Self {
        let mut rest = Some(value);
        self.written("\0");
        while let Some(value) = rest {
            let (piece, after) = cut(value, 0);
            self.0.push_str(piece);
            rest = after;
        }
        self.written("\0")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_a_step() {
        let mut view = View::default();
        open!(view, "p", "id" = "one").with("title", "a\0b").text("\0<\0script\0\0").close();
        let steps: Vec<Step<'_>> = view.steps().collect();
        assert_eq!(
            steps,
            [Step::Open("p"), Step::Attribute("id", "one"), Step::Attribute("title", "ab"), Step::Text("<script"), Step::Close,]
        );
    }
}
