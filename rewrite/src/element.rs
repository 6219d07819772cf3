//! What one start tag becomes. The same elements and attributes as in `src/guard/elements.ts`, and a few that only a
//! rewriter can reach.

use crate::inline::{listed, mentioned};
use crate::rules::{Base, Rules};
use crate::tag::{Edit, Tag};

/// What is to be done with an element.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    Keep,
    /// It waits for a service.
    Hold {
        service: String,
        edits: Vec<Edit>,
    },
    /// It depends on the text of this script.
    ReadScript,
    /// Markup for browsers without JavaScript; to all others it is one text.
    ReadMarkup,
}

/// Every element that can load something, for `lol_html`.
pub const SELECTOR: &str =
    "script, link, img, image, iframe, frame, embed, object, audio, video, source, track, input, base, noscript, feimage, use";

/// What an attribute is called while it waits, where the core knows how to give it back by the mark alone.
const WAITING: [(&str, &str); 4] = [("src", "data-src"), ("srcset", "data-srcset"), ("href", "data-href"), ("xlink:href", "data-href")];

/// How the guard itself names an attribute that must not take effect (`RENAMED` in `src/guard/elements.ts`).
const RENAMED: &str = "data-sluis-";

/// Judges a tag. `svg`: it stands in an SVG image, where names mean other things.
pub fn judge(rules: &Rules, base: Option<&Base>, name: &str, svg: bool, tag: &Tag) -> Verdict {
    match name {
        "script" if !svg => script(rules, base, tag),
        "noscript" if !svg => Verdict::ReadMarkup,
        _ => other(rules, base, name, svg, tag),
    }
}

fn script(rules: &Rules, base: Option<&Base>, tag: &Tag) -> Verdict {
    if !runs(tag) {
        return Verdict::Keep;
    }
    let mark = tag.value("data-sluis").and_then(|mark| Some((rules.mark(&mark)?, mark)));
    match (mark, tag.value("src")) {
        (Some((false, _)), _) => Verdict::Keep,
        (Some((true, mark)), _) => hold_script(tag, mark, true),
        (None, Some(address)) => match rules.service(&address, base) {
            Some(service) => hold_script(tag, service.to_owned(), false),
            None => Verdict::Keep,
        },
        (None, None) if rules.options().inline => Verdict::ReadScript,
        (None, None) => Verdict::Keep,
    }
}

/// Whether a browser would do something with a script of this type. Data and templates are left alone.
fn runs(tag: &Tag) -> bool {
    let kind = tag.value("type").unwrap_or_default().trim().to_ascii_lowercase();
    kind.is_empty() || ["java", "ecma", "jscript", "livescript", "module", "speculationrules"].iter().any(|word| kind.contains(word))
}

/// A script that is plain text loads nothing, whatever its `src`.
pub fn hold_script(tag: &Tag, service: String, marked: bool) -> Verdict {
    let attributes = [("type", "text/plain"), ("data-sluis", &service)];
    let mut edits = vec![tag.insert(&attributes[..if marked { 1 } else { 2 }])];
    edits.extend(tag.rename("type", "data-type"));
    Verdict::Hold { service, edits }
}

fn other(rules: &Rules, base: Option<&Base>, name: &str, svg: bool, tag: &Tag) -> Verdict {
    let present =
        loading(name, svg, tag).iter().filter_map(|attribute| Some((*attribute, tag.value(attribute).filter(|value| !value.is_empty())?)));
    let mark = tag.value("data-sluis").and_then(|mark| Some((rules.mark(&mark)?, mark)));
    let has_waiting = WAITING.iter().any(|(_, waiting)| tag.has(waiting));
    let held: Vec<(&str, String)> = match &mark {
        Some((false, _)) => Vec::new(),
        // Written in the marked form already; what is left may be a picture of the site's own to show meanwhile.
        Some(_) if has_waiting || tag.has_any(RENAMED) => Vec::new(),
        Some((true, mark)) => present.map(|(attribute, _)| (attribute, mark.clone())).collect(),
        None => present.filter_map(|(attribute, value)| Some((attribute, service(rules, base, attribute, &value)?.to_owned()))).collect(),
    };
    let Some((_, service)) = held.first().cloned() else {
        return Verdict::Keep;
    };
    let one = held.iter().all(|(_, other)| *other == service);
    let waiting = |attribute: &str| WAITING.iter().find(|(known, _)| *known == attribute).map(|(_, waiting)| *waiting);
    // The guard reads either the mark with `data-src` and its like, or its own names. `data-src` of a lazy loader
    // must not be taken for ours.
    let plain = one && !has_waiting && held.iter().all(|(attribute, _)| waiting(attribute).is_some());
    let mut edits = Vec::new();
    if mark.is_none() && one && !has_waiting {
        edits.push(tag.insert(&[("data-sluis", &service)]));
    }
    for (attribute, _) in &held {
        let name = waiting(attribute).filter(|_| plain).map_or_else(|| format!("{RENAMED}{attribute}"), String::from);
        edits.extend(tag.rename(attribute, &name));
    }
    edits.sort_by_key(|edit| edit.range.start);
    Verdict::Hold { service, edits }
}

/// The attributes by which an element loads.
fn loading(name: &str, svg: bool, tag: &Tag) -> &'static [&'static str] {
    match name {
        "image" | "feimage" | "use" if svg => &["href", "xlink:href"],
        _ if svg => &[],
        "img" | "image" | "source" => &["src", "srcset"],
        "iframe" => &["src", "srcdoc"],
        "video" => &["src", "poster"],
        "frame" | "embed" | "track" | "audio" => &["src"],
        "object" => &["data"],
        "input" if tag.value("type").is_some_and(|kind| kind.eq_ignore_ascii_case("image")) => &["src"],
        // `canonical`, `alternate`, `author` and the like name an address without asking for it.
        "link" if tag.value("rel").is_some_and(|rel| asks(&rel)) => &["href", "imagesrcset"],
        _ => &[],
    }
}

fn asks(rel: &str) -> bool {
    rel.split_ascii_whitespace().any(|word| {
        let word = word.to_ascii_lowercase();
        let hints = ["stylesheet", "manifest", "preload", "modulepreload", "prefetch", "dns-prefetch", "preconnect", "prerender"];
        hints.contains(&word.as_str()) || word.contains("icon")
    })
}

fn service<'a>(rules: &'a Rules, base: Option<&Base>, attribute: &str, value: &str) -> Option<&'a str> {
    match attribute {
        "srcset" | "imagesrcset" => listed(value).find_map(|address| rules.service(address, base)),
        "srcdoc" => mentioned(value).find_map(|address| rules.service(address, base)),
        _ => rules.service(value, base),
    }
}
