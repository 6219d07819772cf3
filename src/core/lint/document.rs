//! A statement as sentences: from HTML or from plain text, in blocks that know under which heading they stand.

use super::phrase::plain;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A heading.
    Heading,
    /// One entry of a list.
    Item,
    /// One row of a table, each cell with its column's name.
    Row,
    /// Anything else.
    Paragraph,
}

/// Sentences that stand together.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// The headings above it, plain; a table's caption as well.
    pub heading: String,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
}

/// A sentence as it stands there, and as patterns see it.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// As it stands there, on one line.
    pub raw: String,
    /// Lower case and simplified.
    pub plain: String,
}

impl Block {
    /// All of it, plain.
    pub fn plain(&self) -> String {
        self.sentences.iter().map(|sentence| sentence.plain.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// All of it, as it stands there.
    pub fn raw(&self) -> String {
        self.sentences.iter().map(|sentence| sentence.raw.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// Reads a statement. What begins with `<` is HTML.
pub fn read(text: &str) -> Vec<Block> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('<') { super::html::read(text) } else { from_text(text) }
}

/// Gathers blocks.
#[derive(Default)]
pub struct Blocks {
    list: Vec<Block>,
    headings: Vec<(u8, String)>,
    /// The caption of the table that is open.
    pub caption: String,
}

impl Blocks {
    /// A heading of a level; it ends those as deep or deeper.
    pub fn heading(&mut self, level: u8, text: &str) {
        self.headings.retain(|(other, _)| *other < level);
        self.add(Kind::Heading, text);
        // The title is above everything, and so says nothing about any part.
        if level > 1 {
            self.headings.push((level, plain(text)));
        }
    }

    /// A block of some kind; nothing for an empty one.
    pub fn add(&mut self, kind: Kind, text: &str) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return;
        }
        let raw = match kind {
            Kind::Row | Kind::Heading => vec![text],
            Kind::Item | Kind::Paragraph => sentences(&text),
        };
        let mut heading: Vec<&str> = self.headings.iter().map(|(_, text)| text.as_str()).collect();
        heading.push(&self.caption);
        let heading = heading.join(" ");
        let sentences = raw.into_iter().map(|raw| Sentence { plain: plain(&raw), raw }).collect();
        self.list.push(Block { kind, heading, sentences });
    }

    /// All of them.
    pub fn done(self) -> Vec<Block> {
        self.list
    }
}

const SHORT: [&str; 22] = [
    "b.v.", "n.v.", "v.o.f.", "art.", "nr.", "o.a.", "d.w.z.", "bijv.", "t.a.v.", "h.o.d.n.", "e.", "t.", "m.b.t.", "i.v.m.", "evt.",
    "incl.", "excl.", "m.", "mr.", "dhr.", "mevr.", "tel.",
];

fn sentences(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut start = 0;
    let signs: Vec<(usize, char)> = text.char_indices().collect();
    for (place, (at, sign)) in signs.iter().enumerate() {
        if !".!?".contains(*sign) {
            continue;
        }
        let next = signs.get(place + 1).map(|(_, sign)| *sign);
        let after = signs.get(place + 2).map(|(_, sign)| *sign);
        let end = at + sign.len_utf8();
        let last = text[start..end].split_whitespace().next_back().unwrap_or_default().to_lowercase();
        let begins = next == Some(' ') && after.is_some_and(|sign| !sign.is_lowercase());
        if begins && !SHORT.contains(&last.trim_start_matches('(')) {
            all.push(text[start..end].trim().to_owned());
            start = end;
        }
    }
    all.push(text[start..].trim().to_owned());
    all.retain(|sentence| !sentence.is_empty());
    all
}

/// Paragraphs stand between empty lines; a bullet or a number begins an entry.
fn from_text(text: &str) -> Vec<Block> {
    let mut blocks = Blocks::default();
    for paragraph in text.replace("\r\n", "\n").split("\n\n") {
        let mut entry: Option<(Kind, bool, String)> = None;
        let single = paragraph.lines().filter(|line| !line.trim().is_empty()).count() == 1;
        for line in paragraph.lines() {
            let trimmed = line.trim().trim_start_matches('#').trim_start();
            let rest = trimmed.strip_prefix(['•', '-', '*', '–']).filter(|rest| rest.starts_with(' '));
            let number = trimmed
                .split_once(['.', ')'])
                .filter(|(number, rest)| rest.starts_with(' ') && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()));
            match (rest, number) {
                (Some(rest), _) => {
                    finish(&mut blocks, entry.take(), single);
                    entry = Some((Kind::Item, false, rest.trim().to_owned()));
                }
                (None, Some((_, rest))) => {
                    finish(&mut blocks, entry.take(), single);
                    entry = Some((Kind::Item, true, rest.trim().to_owned()));
                }
                (None, None) => match &mut entry {
                    Some((_, _, text)) => *text = [text, " ", trimmed].concat(),
                    None => entry = Some((Kind::Paragraph, true, trimmed.to_owned())),
                },
            }
        }
        finish(&mut blocks, entry, single);
    }
    blocks.done()
}

fn finish(blocks: &mut Blocks, entry: Option<(Kind, bool, String)>, single: bool) {
    let Some((kind, may_head, text)) = entry else { return };
    let short = text.split_whitespace().count() <= 10 && !text.ends_with(['.', '!', ':', ';', ',']) && !text.contains('@');
    if single && may_head && short && !super::phrase::has_date(&plain(&text)) && text.chars().any(char::is_alphabetic) {
        blocks.heading(2, &text);
    } else {
        blocks.add(kind, &text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(Kind, usize, String)> {
        read(text).into_iter().map(|block| (block.kind, block.sentences.len(), block.heading.trim().to_owned())).collect()
    }

    #[test]
    fn reads_plain_text() {
        let blocks = told(
            "Privacy\n\nWij zijn A B.V. en doen dit. Dat is goed.\n\nRechten\n\n • Inzage;\n\n • Bezwaar\n   tegen gebruik. Nu.\n\n1. Hoe lang?\n\nLang.",
        );
        let expected = [
            (Kind::Heading, 1, ""),
            (Kind::Paragraph, 2, "privacy"),
            (Kind::Heading, 1, ""),
            (Kind::Item, 1, "rechten"),
            (Kind::Item, 2, "rechten"),
            (Kind::Heading, 1, ""),
            (Kind::Paragraph, 1, "hoe lang?"),
        ];
        assert_eq!(blocks, expected.map(|(kind, count, heading)| (kind, count, heading.to_owned())));
    }

    #[test]
    fn reads_html_without_what_is_around_the_statement() {
        let blocks = read(
            "<!doctype html><head><title>x</title><style>p{}</style></head><body><nav>Menu</nav><main><article><h1>A &amp; B</h1><p>Een zin.<br>Twee\n zinnen.</p><script>let x = '<p>';</script>\
             <table><caption>Cookies</caption><thead><tr><th scope=col>Naam<th scope=col>Hoe lang</tr></thead><tr><th>_ga</th><td>2 jaar</td></tr></table><dl><dt>Adres</dt><dd>Dam 1</dd></dl></article><p>Buiten</p></main>",
        );
        let raw: Vec<String> = blocks.iter().map(Block::raw).collect();
        assert_eq!(raw, ["A & B", "Een zin. Twee zinnen.", "Cookies", "Naam: _ga; Hoe lang: 2 jaar", "Adres: Dam 1"]);
        assert_eq!(blocks[3].heading.trim(), "cookies");
    }
}
