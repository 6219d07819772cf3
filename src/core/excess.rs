//! Warnings for authors of what is allowed and still too much: nobody reads a purpose of a thousand words, and markup in
//! a text is shown as it stands. No visitor gets this.

use super::problem::Severity;
use super::value::Value;
use super::walk::Walk;

/// The longest that a text may be without a warning, in characters, by where it stands.
const LABEL: usize = 40;
const NAME: usize = 120;
const TEXT: usize = 1_000;

/// Keys of what names something or somebody.
const NAMES: [&str; 7] = ["name", "tradeName", "legalForm", "provider", "legalName", "version", "phone"];
/// What is no text for people.
const CODE: [&str; 3] = ["signals", "hosts", "$schema"];

/// More services, or more things that are stored, than a visitor can be expected to go through.
const SERVICES: usize = 60;
const ITEMS: usize = 300;

/// Adds a warning for every text that is too long or has markup in it, and for lists without end.
pub fn excess(config: &Value, walk: &mut Walk) {
    texts(config, "", walk);
    let services = config.get("services").map_or(&[][..], Value::items);
    let items = services.iter().map(|service| service.get("items").map_or(0, |items| items.items().len())).sum::<usize>();
    walk.key("services", |walk| {
        if services.len() > SERVICES {
            warn(walk, "too-many", &format!("{} services", services.len()), "those that the site uses: a visitor is told of each");
        }
        if items > ITEMS {
            warn(walk, "too-many", &format!("{items} cookies and other items"), "those that the site stores: a visitor is told of each");
        }
    });
}

fn texts(value: &Value, key: &str, walk: &mut Walk) {
    match value {
        Value::Text(text) => judge(text, key, walk),
        Value::List(items) => {
            for (index, item) in items.iter().enumerate() {
                walk.index(index, |walk| texts(item, key, walk));
            }
        }
        Value::Map(members) => {
            for (name, member) in members.iter().filter(|(name, _)| !CODE.contains(&name.as_str())) {
                // A text in several languages is what its key says it is.
                let key = if name.len() == 2 { key } else { name };
                walk.key(name, |walk| texts(member, key, walk));
            }
        }
        _ => {}
    }
}

fn judge(text: &str, key: &str, walk: &mut Walk) {
    if walk.broken() {
        return;
    }
    let longest = if key.starts_with("btn.") {
        LABEL
    } else if NAMES.contains(&key) {
        NAME
    } else {
        TEXT
    };
    let length = text.chars().count();
    if length > longest {
        warn(walk, "too-long", &format!("{length} characters"), &format!("at most {longest}: what is longer is not read"));
    }
    if let Some(markup) = markup(text) {
        warn(walk, "markup", markup, "plain text: markup is shown as it stands");
    }
}

/// The first tag, comment or entity of a text.
fn markup(text: &str) -> Option<&str> {
    text.match_indices(['<', '&']).find_map(|(at, sign)| {
        let rest = &text[at + 1..];
        let end = match sign {
            "<" => {
                rest.starts_with(|sign: char| sign.is_ascii_alphabetic() || "/!".contains(sign)).then(|| rest.find('>').unwrap_or(0) + 1)?
            }
            _ => {
                rest.find(';')
                    .filter(|end| (2..9).contains(end) && rest[..*end].chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '#'))?
                    + 1
            }
        };
        text.get(at..at + 1 + end.min(60))
    })
}

fn warn(walk: &mut Walk, code: &'static str, found: &str, expected: &str) {
    walk.add(Severity::Warning, code, found, expected);
}
