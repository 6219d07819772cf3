//! A view as HTML, for servers and builds. In a page elements are made instead, and no markup is ever parsed.
//!
//! No formatting machinery: builds run this as wasm.

use super::node::{Step, View};

const VOID: [&str; 2] = ["input", "br"];

impl View {
    /// The view as markup, in which every text is only text.
    pub fn html(&self) -> String {
        let mut out = String::new();
        let mut open = Vec::new();
        let mut in_tag = false;
        for step in self.steps() {
            if in_tag && !matches!(step, Step::Attribute(..)) {
                in_tag = false;
                out.push('>');
            }
            match step {
                Step::Open(tag) => {
                    out.push('<');
                    out.push_str(tag);
                    open.push(tag);
                    in_tag = true;
                }
                Step::Attribute(name, value) => {
                    for part in [" ", name, "=\""] {
                        out.push_str(part);
                    }
                    escape(&mut out, value);
                    out.push('"');
                }
                Step::Text(text) => escape(&mut out, text),
                Step::Close => {
                    if let Some(tag) = open.pop()
                        && !VOID.contains(&tag)
                    {
                        for part in ["</", tag, ">"] {
                            out.push_str(part);
                        }
                    }
                }
            }
        }
        out
    }
}

#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
impl std::fmt::Display for View {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.html())
    }
}

fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::View;

    #[test]
    fn markup_in_a_text_stays_text() {
        let mut view = View::default();
        view.open("p").with("title", "\"><b>").text("<script>alert(1)</script> & more").close();
        view.open("input").with("checked", "").close();
        assert_eq!(
            view.to_string(),
            "<p title=\"&quot;&gt;&lt;b&gt;\">&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</p><input checked=\"\">"
        );
    }
}
