//! A view as HTML, for servers and builds. The browser never sees this code: it builds elements.

use super::node::{Element, Node};
use std::fmt::{self, Write};

const VOID: [&str; 2] = ["input", "br"];

impl fmt::Display for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{}", self.tag)?;
        for (name, value) in &self.attributes {
            write!(f, " {name}=\"")?;
            escape(f, value)?;
            f.write_char('"')?;
        }
        f.write_char('>')?;
        if VOID.contains(&self.tag) {
            return Ok(());
        }
        for child in &self.children {
            match child {
                Node::Text(text) => escape(f, text)?,
                Node::Element(element) => element.fmt(f)?,
            }
        }
        write!(f, "</{}>", self.tag)
    }
}

fn escape(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    for c in text.chars() {
        match c {
            '&' => f.write_str("&amp;")?,
            '<' => f.write_str("&lt;")?,
            '>' => f.write_str("&gt;")?,
            '"' => f.write_str("&quot;")?,
            c => f.write_char(c)?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::core::view::node::el;

    #[test]
    fn markup_in_a_text_stays_text() {
        let html = el("p").with("title", "\"><b>").text("<script>alert(1)</script> & more").to_string();
        assert_eq!(html, "<p title=\"&quot;&gt;&lt;b&gt;\">&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</p>");
    }
}
