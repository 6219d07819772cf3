//! Our own Markdown as HTML: anchors on headings, tables that scroll by themselves, and links that lead to the page
//! that a file has become.

use super::page::escape;
use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html};

/// A document as HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The text of the first heading.
    pub title: String,
    pub html: String,
    /// Anchor and text of each heading of the second level.
    pub sections: Vec<(String, String)>,
}

/// Renders Markdown. `link` says where an address leads.
pub fn render(text: &str, link: impl Fn(&str) -> String) -> Document {
    let mut document = Document::default();
    let mut events: Vec<Event<'_>> = Vec::new();
    let mut taken: Vec<String> = Vec::new();
    let mut tables = 0;
    // Where the heading began that is being read.
    let mut begun: Option<(usize, HeadingLevel)> = None;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                begun = Some((events.len(), level));
                events.push(Event::Html(CowStr::from("")));
            }
            Event::End(TagEnd::Heading(level)) => {
                if let Some((place, _)) = begun.take() {
                    let words = plain(&events[place..]);
                    let anchor = fresh(&slug(&words), &mut taken);
                    if level == HeadingLevel::H1 && document.title.is_empty() {
                        document.title.clone_from(&words);
                    }
                    if level == HeadingLevel::H2 {
                        document.sections.push((anchor.clone(), words));
                    }
                    events[place] = Event::Html(format!("<{level} id=\"{anchor}\">").into());
                }
                events.push(Event::Html(format!("</{level}>\n").into()));
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                let dest_url = CowStr::from(link(&dest_url));
                events.push(Event::Start(Tag::Link {
                    link_type: LinkType::Inline,
                    dest_url,
                    title: CowStr::from(""),
                    id: CowStr::from(""),
                }));
            }
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                events.push(Event::Start(Tag::Image { link_type, dest_url: CowStr::from(link(&dest_url)), title, id }));
            }
            Event::Start(tag @ Tag::Table(_)) => {
                tables += 1;
                let region = format!("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"Table {tables}\">");
                events.push(Event::Html(region.into()));
                events.push(Event::Start(tag));
            }
            Event::End(TagEnd::Table) => {
                events.push(Event::End(TagEnd::Table));
                events.push(Event::Html(CowStr::from("</div>\n")));
            }
            // Raw HTML in our documents is a slip, and shows as what it is.
            Event::Html(raw) | Event::InlineHtml(raw) => events.push(Event::Text(raw)),
            other => events.push(other),
        }
    }
    html::push_html(&mut document.html, events.into_iter());
    // What scrolls has to be reached with the keyboard.
    document.html = document.html.replace("<pre>", "<pre tabindex=\"0\">").replace("<th></th>", "<td></td>");
    document
}

fn plain(events: &[Event<'_>]) -> String {
    let text = events.iter().map(|event| match event {
        Event::Text(text) | Event::Code(text) => text.to_string(),
        _ => String::new(),
    });
    text.collect()
}

/// The anchor that GitHub gives a heading.
pub fn slug(heading: &str) -> String {
    let sign = |sign: char| match sign {
        ' ' => Some('-'),
        sign if sign.is_alphanumeric() || sign == '-' || sign == '_' => Some(sign.to_ascii_lowercase()),
        _ => None,
    };
    heading.chars().filter_map(sign).collect()
}

fn fresh(slug: &str, taken: &mut Vec<String>) -> String {
    let mut anchor = slug.to_owned();
    let mut number = 0;
    while taken.contains(&anchor) {
        number += 1;
        anchor = format!("{slug}-{number}");
    }
    taken.push(anchor.clone());
    escape(&anchor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_have_anchors_and_links_lead_on() {
        let document = render("# A `b`\n\n## What it holds\n\n## What it holds\n\n[x](docs/y.md#z)", |address| format!("<{address}>"));
        assert_eq!(document.title, "A b");
        assert_eq!(document.sections[1], (String::from("what-it-holds-1"), String::from("What it holds")));
        assert!(
            document.html.contains("<h2 id=\"what-it-holds\">What it holds</h2>") && document.html.contains("docs/y.md#z"),
            "{}",
            document.html
        );
    }

    #[test]
    fn tables_scroll_and_markup_stays_text() {
        let html = render("| a | b |\n|---|---|\n| 1 | <script> |", str::to_owned).html;
        assert!(html.contains("class=\"wide\"") && html.contains("<td>1</td>") && html.contains("&lt;script&gt;"), "{html}");
    }
}
