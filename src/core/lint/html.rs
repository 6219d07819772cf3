//! HTML as blocks. Not a parser of everything that a browser takes: enough for statements, and never wrong about
//! what is text.

use super::document::{Block, Blocks, Kind};

/// What is no part of a statement.
const SKIPPED: [&str; 9] = ["script", "style", "head", "nav", "footer", "template", "noscript", "svg", "iframe"];

/// Reads the one `<article>` of a page, else its `<main>`, else all of it.
pub fn read(html: &str) -> Vec<Block> {
    let part = match html.matches("<article").count() {
        1 => inside(html, "article"),
        _ => inside(html, "main"),
    };
    let mut reader = Reader::default();
    reader.read(part.unwrap_or(html));
    reader.flush();
    reader.blocks.done()
}

fn inside<'a>(html: &'a str, tag: &str) -> Option<&'a str> {
    let start = html.find(&["<", tag].concat())?;
    let end = html.rfind(&["</", tag].concat())?;
    html.get(start..end)
}

#[derive(Default)]
struct Reader {
    blocks: Blocks,
    text: String,
    heading: Option<u8>,
    in_item: usize,
    in_caption: bool,
    columns: Vec<String>,
    row: Option<Vec<String>>,
    in_cell: bool,
    head: bool,
}

impl Reader {
    fn read(&mut self, html: &str) {
        let mut rest = html;
        while let Some((text, markup)) = rest.split_once('<') {
            self.text.push_str(&decoded(text));
            if let Some(comment) = markup.strip_prefix("!--") {
                rest = comment.split_once("-->").map_or("", |(_, after)| after);
                continue;
            }
            let (tag, after) = tag(markup);
            rest = after;
            let name: String =
                tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
            if tag.starts_with('/') {
                self.close(&name);
            } else if SKIPPED.contains(&name.as_str()) {
                let end = ["</", &name].concat();
                let place = rest.to_ascii_lowercase().find(&end);
                rest = place.and_then(|place| rest.get(place..)).and_then(|end| end.split_once('>')).map_or("", |(_, after)| after);
            } else {
                self.open(&name);
            }
        }
        self.text.push_str(&decoded(rest));
    }

    fn open(&mut self, name: &str) {
        match name {
            "br" => self.text.push('\n'),
            "td" | "th" => {
                self.end_cell();
                self.text.clear();
                self.in_cell = true;
            }
            "tr" => {
                self.end_row();
                self.flush();
                self.row = Some(Vec::new());
            }
            "thead" => self.head = true,
            "table" => {
                self.flush();
                self.columns.clear();
            }
            "caption" => self.in_caption = true,
            "li" => {
                self.flush();
                self.in_item += 1;
            }
            _ if level(name).is_some() => {
                self.flush();
                self.heading = level(name);
            }
            "dt" => self.flush(),
            // A name and what it is are one sentence.
            "dd" => {}
            _ if is_block(name) && !self.in_cell => self.flush(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "td" | "th" => self.end_cell(),
            "tr" => self.end_row(),
            "thead" => {
                self.end_row();
                self.head = false;
            }
            "caption" => {
                self.in_caption = false;
                self.blocks.caption = super::phrase::plain(&self.text);
                self.flush();
            }
            "table" => {
                self.end_row();
                self.blocks.caption.clear();
            }
            "dt" => self.text.push_str(": "),
            "li" => {
                self.flush();
                self.in_item = self.in_item.saturating_sub(1);
            }
            _ if level(name).is_some() || (is_block(name) && !self.in_cell) => self.flush(),
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        if std::mem::take(&mut self.in_cell) {
            let text = std::mem::take(&mut self.text).split_whitespace().collect::<Vec<_>>().join(" ");
            if let Some(row) = &mut self.row {
                row.push(text);
            }
        }
    }

    fn end_row(&mut self) {
        self.end_cell();
        let Some(cells) = self.row.take().filter(|cells| !cells.is_empty()) else { return };
        if self.head || self.columns.is_empty() {
            self.columns = cells;
            return;
        }
        let named = cells.iter().enumerate().map(|(place, cell)| match self.columns.get(place) {
            Some(column) => [column, ": ", cell].concat(),
            None => cell.clone(),
        });
        let text = named.collect::<Vec<_>>().join("; ");
        self.blocks.add(Kind::Row, &text);
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        match self.heading.take() {
            Some(level) => self.blocks.heading(level, text.trim()),
            None if self.in_item > 0 => self.blocks.add(Kind::Item, &text),
            None => self.blocks.add(Kind::Paragraph, &text),
        }
    }
}

fn level(name: &str) -> Option<u8> {
    let digit = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&digit).then_some(digit)
}

fn is_block(name: &str) -> bool {
    ["p", "div", "section", "article", "main", "ul", "ol", "dl", "dd", "blockquote", "header", "address", "aside", "figure", "body"]
        .contains(&name)
}

/// A tag up to its `>`, which may also stand in a quoted value.
fn tag(markup: &str) -> (&str, &str) {
    let mut quote = None;
    for (at, sign) in markup.char_indices() {
        match (quote, sign) {
            (None, '"' | '\'') => quote = Some(sign),
            (None, '>') => return (&markup[..at], &markup[at + 1..]),
            (Some(open), sign) if open == sign => quote = None,
            _ => {}
        }
    }
    (markup, "")
}

const ENTITIES: [(&str, &str); 20] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("rsquo", "’"),
    ("lsquo", "‘"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
    ("euro", "€"),
    ("eacute", "é"),
    ("euml", "ë"),
    ("iuml", "ï"),
    ("ouml", "ö"),
    ("egrave", "è"),
    ("bull", "•"),
];

fn decoded(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let known = after.split_once(';').and_then(|(name, end)| Some((entity(name)?, end)));
        match known {
            Some((sign, end)) => {
                out.push_str(&sign);
                rest = end;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).map(String::from);
    }
    ENTITIES.iter().find(|(known, _)| *known == name).map(|(_, sign)| (*sign).to_owned())
}
