//! What the tests share: rules, and a page in one go.
#![allow(dead_code, clippy::unwrap_used, clippy::panic)]

use sluis::core::{catalogue, check, problem, value};
use sluis_rewrite::{Change, Options, Rewriter, Rules, rewrite};
use std::sync::OnceLock;

/// Two services from the catalogue, one of the site's own, one that works on a path, and one that it can't do without.
pub const SITE: &str = r#"{"version": 1, "controller": {"name": "A"}, "domains": ["www.winkel.example"], "statement": {"url": "/p"}, "services": [
    {"id": "pay", "name": "Pay", "category": "functional", "hosts": ["pay.example", "maps.example/login"]},
    {"catalogue": "youtube"},
    {"catalogue": "google-tag-manager"},
    {"id": "ads", "name": "Ads", "category": "advertising", "hosts": ["ads.example", "winkel.example/stats"]},
    {"id": "maps", "name": "Maps", "category": "social", "hosts": ["maps.example"]}
]}"#;

/// Nothing that a page could name.
pub const QUIET: &str = r#"{"version": 1, "controller": {"name": "A"}}"#;

pub fn rules_of(json: &str, options: Options) -> Rules {
    let checked = check::check(value::from_json(json).unwrap(), catalogue::all());
    Rules::new(&checked.config.unwrap_or_else(|| panic!("{}", problem::report(&checked.problems))), options)
}

pub fn rules() -> Rules {
    static RULES: OnceLock<Rules> = OnceLock::new();
    RULES.get_or_init(|| rules_of(SITE, Options::default())).clone()
}

pub fn changed(rules: &Rules, html: &[u8]) -> (Vec<u8>, Vec<Change>) {
    rewrite(rules, html).unwrap()
}

pub fn html(html: &str) -> String {
    String::from_utf8(changed(&rules(), html.as_bytes()).0).unwrap()
}

/// The same page in pieces that end at these places.
pub fn in_chunks(rules: &Rules, html: &[u8], ends: &[usize]) -> Vec<u8> {
    let mut rewriter = Rewriter::new(rules);
    let (mut out, mut from) = (Vec::new(), 0);
    let mut ends: Vec<usize> = ends.iter().map(|end| end % (html.len() + 1)).collect();
    ends.sort_unstable();
    for end in ends.into_iter().chain([html.len()]) {
        out.extend(rewriter.write(&html[from..end]).unwrap());
        from = end;
    }
    out.extend(rewriter.end().unwrap().0);
    out
}

/// Whether the output is the input with nothing done but what marking does: attributes put in, names made longer.
pub fn is_marked(input: &[u8], output: &[u8]) -> bool {
    let words: [&[u8]; 4] = [b" type=\"text/plain\"", b" data-sluis=\"", b"data-sluis-", b"data-"];
    // Every place of the input that this place of the output can stand for, now and after a word; rarely two.
    let (mut now, mut later) = (vec![0], Vec::<(usize, usize)>::new());
    for place in 0..=output.len() {
        now.extend(later.iter().filter(|(end, _)| *end == place).map(|(_, from)| *from));
        later.retain(|(end, _)| *end > place);
        now.sort_unstable();
        now.dedup();
        let Some(byte) = output.get(place) else { break };
        if matches!(byte, b' ' | b'd') {
            for word in words.iter().filter(|word| output[place..].starts_with(word)) {
                let mut end = place + word.len();
                if word.ends_with(b"sluis=\"") {
                    end += output[end..].iter().position(|byte| *byte == b'"').map_or(0, |length| length + 1);
                }
                later.extend(now.iter().map(|from| (end, *from)));
            }
        }
        now.retain(|from| input.get(*from) == Some(byte));
        now.iter_mut().for_each(|from| *from += 1);
    }
    now.contains(&input.len())
}

/// A page of about this many bytes, with something to hold in every part of it.
pub fn long_page(size: usize) -> Vec<u8> {
    let part = br#"
<article class="card" data-id='7'><h2>Een kop &amp; een <em>woord</em></h2><p>Lorem ipsum dolor sit amet, consectetur adipiscing elit,
sed do eiusmod tempor incididunt ut labore et dolore magna aliqua. <a href="https://ads.example/about">Meer</a></p>
<img src="/img/photo.jpg" srcset="/img/photo.jpg 1x, /img/photo@2x.jpg 2x" alt="Foto" loading="lazy"><br/>
<ul><li>een<li>twee<li>drie</ul><script>window.app = window.app || []; app.push({"id": 7, "url": "/api/7"});</script>
<iframe width=560 height="315" src="https://www.youtube.com/embed/abc?rel=0" allowfullscreen></iframe>
<!-- <script src="https://ads.example/never.js"></script> --><style>.card{background:url(/img/card.png)}</style></article>"#;
    let mut page = b"<!doctype html><html lang=nl><head><meta charset=utf-8><title>Lang</title></head><body>".to_vec();
    while page.len() < size {
        page.extend_from_slice(part);
    }
    page.extend_from_slice(b"</body></html>\n");
    page
}
