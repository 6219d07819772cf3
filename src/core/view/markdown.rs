//! A view as Markdown (CommonMark with GitHub's tables), for statements that live in a repository or a
//! content system. Text is escaped, so it can only be text.

use super::node::{Step, View};
use std::iter::Peekable;

/// Renders the steps; ends with a newline.
pub fn markdown(view: &View) -> String {
    let mut steps = view.steps().peekable();
    let nodes = children(&mut steps);
    let mut blocks = Vec::new();
    collect(&nodes, &mut blocks);
    blocks.join("\n\n") + "\n"
}

enum Node<'a> {
    Element(&'a str, Vec<(&'a str, &'a str)>, Vec<Node<'a>>),
    Text(&'a str),
}

fn children<'a>(steps: &mut Peekable<impl Iterator<Item = Step<'a>>>) -> Vec<Node<'a>> {
    let mut nodes = Vec::new();
    while let Some(step) = steps.next() {
        match step {
            Step::Open(tag) => {
                let mut attributes = Vec::new();
                while let Some(Step::Attribute(name, value)) = steps.next_if(|step| matches!(step, Step::Attribute(..))) {
                    attributes.push((name, value));
                }
                nodes.push(Node::Element(tag, attributes, children(steps)));
            }
            Step::Text(text) => nodes.push(Node::Text(text)),
            Step::Close => break,
            Step::Attribute(..) => {}
        }
    }
    nodes
}

/// The blocks of some nodes. What is not a block stands in a paragraph of its own.
fn collect(nodes: &[Node<'_>], blocks: &mut Vec<String>) {
    let mut loose = String::new();
    for node in nodes {
        let block = match node {
            Node::Element(tag @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6"), _, inner) => {
                let level = usize::from(tag.as_bytes()[1] - b'0');
                Some(["#".repeat(level), String::from(" "), line(inner)].concat())
            }
            Node::Element("p", _, inner) => Some(line(inner)),
            Node::Element("ul" | "ol", _, inner) => {
                Some(inner.iter().map(|item| ["- ", &item_line(item)].concat()).collect::<Vec<_>>().join("\n"))
            }
            Node::Element("dl", _, inner) => Some(inner.iter().map(fact).collect::<Vec<_>>().join("\n")),
            Node::Element("table", _, inner) => Some(table(inner)),
            Node::Element("article" | "section" | "div" | "details", _, inner) => {
                flush(&mut loose, blocks);
                collect(inner, blocks);
                None
            }
            other => {
                inline(other, &mut loose);
                None
            }
        };
        if let Some(block) = block.filter(|block| !block.trim().is_empty()) {
            flush(&mut loose, blocks);
            blocks.push(block);
        }
    }
    flush(&mut loose, blocks);
}

fn flush(loose: &mut String, blocks: &mut Vec<String>) {
    let text = begun(loose);
    if !text.is_empty() {
        blocks.push(text);
    }
    loose.clear();
}

/// Nodes on one line.
fn line(nodes: &[Node<'_>]) -> String {
    let mut text = String::new();
    for node in nodes {
        inline(node, &mut text);
    }
    begun(&text)
}

fn item_line(node: &Node<'_>) -> String {
    match node {
        Node::Element(_, _, inner) => line(inner),
        Node::Text(_) => line(std::slice::from_ref(node)),
    }
}

/// A name and what it is, from `<div><dt><dd></div>`.
fn fact(node: &Node<'_>) -> String {
    let Node::Element(_, _, inner) = node else {
        return String::new();
    };
    let parts: Vec<String> = inner.iter().map(item_line).collect();
    match parts.as_slice() {
        [name, rest @ ..] => ["- **", name, ":** ", &rest.join(" ")].concat(),
        [] => String::new(),
    }
}

/// Caption above, because Markdown's tables have none.
fn table(nodes: &[Node<'_>]) -> String {
    let mut lines = Vec::new();
    let mut caption = String::new();
    for node in nodes {
        match node {
            Node::Element("caption", _, inner) => caption = ["**", &line(inner), "**\n\n"].concat(),
            Node::Element(part @ ("thead" | "tbody"), _, rows) => {
                for row in rows {
                    let Node::Element(_, _, cells) = row else { continue };
                    let cells: Vec<String> = cells.iter().map(item_line).collect();
                    lines.push(["| ", &cells.join(" | "), " |"].concat());
                    if *part == "thead" {
                        lines.push(["|", &" --- |".repeat(cells.len())].concat());
                    }
                }
            }
            _ => {}
        }
    }
    caption + &lines.join("\n")
}

fn inline(node: &Node<'_>, text: &mut String) {
    let (mark, inner) = match node {
        Node::Text(plain) => return escape(plain, text),
        Node::Element("br", ..) => return text.push(' '),
        Node::Element("a", attributes, inner) => {
            let href = attributes.iter().find(|(name, _)| *name == "href").map_or("", |(_, href)| href);
            let label = inner_text(inner);
            return text.push_str(&["[", &label, "](<", &address(href), ">)"].concat());
        }
        Node::Element("em", _, inner) => ("*", inner),
        Node::Element("strong" | "mark", _, inner) => ("**", inner),
        Node::Element(_, _, inner) => ("", inner),
    };
    text.push_str(mark);
    text.push_str(&inner_text(inner));
    text.push_str(mark);
}

fn inner_text(nodes: &[Node<'_>]) -> String {
    let mut text = String::new();
    for node in nodes {
        inline(node, &mut text);
    }
    text
}

/// Signs that mean something anywhere. Any of ASCII's may have a backslash: <https://spec.commonmark.org/0.31.2/#backslash-escapes>
const SIGNS: &str = "\\`*_[]<>#|~&";

fn escape(plain: &str, text: &mut String) {
    for sign in plain.chars() {
        if sign.is_whitespace() || sign.is_control() {
            text.push(' ');
            continue;
        }
        if SIGNS.contains(sign) {
            text.push('\\');
        }
        text.push(sign);
    }
}

/// A line that does not begin a list, a rule or a heading by accident.
fn begun(text: &str) -> String {
    let text = text.trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let place = match text.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => digits,
        Some(b'-' | b'+' | b'=') if digits == 0 => 0,
        _ => return text.to_owned(),
    };
    [&text[..place], "\\", &text[place..]].concat()
}

/// An address between angle brackets, without what would end it.
fn address(href: &str) -> String {
    let mut out = String::new();
    for sign in href.chars() {
        match sign {
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            '|' => out.push_str("%7C"),
            '&' => out.push_str("&amp;"),
            sign if sign.is_whitespace() || sign.is_control() => out.push_str("%20"),
            sign => out.push(sign),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    /// Reads Markdown as another program does: its text, and what it takes for something else.
    fn read(text: &str) -> (String, Vec<Tag<'_>>) {
        let (mut plain, mut tags) = (String::new(), Vec::new());
        for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
            match event {
                Event::Text(text) => plain.push_str(&text),
                Event::Start(tag) => tags.push(tag),
                Event::End(_) => plain.push(' '),
                other => plain.push_str(&format!("{other:?}")),
            }
        }
        (plain, tags)
    }

    #[test]
    fn writes_every_element_that_statements_have() {
        let mut view = View::default();
        view.open("article")
            .leaf("h1", "A *b*")
            .open("p")
            .text("x ")
            .open("a")
            .with("href", "/a?b=1&c=<d>")
            .text("[label]")
            .close()
            .close();
        view.open("ul").leaf("li", "1. one").close();
        view.open("dl").open("div").leaf("dt", "Name").open("dd").open("em").text("unknown").close().close().close().close();
        view.open("table").leaf("caption", "C").open("thead").open("tr").leaf("th", "A").leaf("th", "B").close().close();
        view.open("tbody")
            .open("tr")
            .leaf("th", "_ga|x")
            .open("td")
            .open("mark")
            .text("missing")
            .close()
            .close()
            .close()
            .close()
            .close()
            .close();
        assert_eq!(
            markdown(&view),
            "# A \\*b\\*\n\nx [\\[label\\]](</a?b=1&amp;c=%3Cd%3E>)\n\n- 1\\. one\n\n- **Name:** *unknown*\n\n**C**\n\n| A | B |\n| --- | --- |\n| \\_ga\\|x | **missing** |\n"
        );
    }

    proptest! {
        #[test]
        fn any_text_stays_text(text in "[ -~é\n]{0,40}") {
            let mut view = View::default();
            view.leaf("p", &text).open("ul").leaf("li", &text).close();
            let written = markdown(&view);
            let (plain, tags) = read(&written);
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            prop_assert_eq!(words(&plain), words(&format!("{text} {text}")), "{}", &written);
            prop_assert!(tags.iter().all(|tag| matches!(tag, Tag::Paragraph | Tag::List(_) | Tag::Item)), "{:?} in {}", tags, &written);
        }
    }
}
