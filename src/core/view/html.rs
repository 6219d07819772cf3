//! A view as HTML, for servers and builds. The browser never sees this code: it builds elements.

use super::node::{Step, View};
use std::fmt::{self, Write};

const VOID: [&str; 2] = ["input", "br"];

impl fmt::Display for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut open = Vec::new();
        let mut steps = self.0.iter().peekable();
        while let Some(step) = steps.next() {
            match step {
                Step::Open(tag) => {
                    write!(f, "<{tag}")?;
                    while let Some(Step::Attribute(name, value)) = steps.next_if(|step| matches!(step, Step::Attribute(..))) {
                        write!(f, " {name}=\"")?;
                        escape(f, value)?;
                        f.write_char('"')?;
                    }
                    f.write_char('>')?;
                    open.push(*tag);
                }
                Step::Text(text) => escape(f, text)?,
                Step::Close => match open.pop() {
                    Some(tag) if !VOID.contains(&tag) => write!(f, "</{tag}>")?,
                    _ => {}
                },
                Step::Attribute(..) => {}
            }
        }
        Ok(())
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
