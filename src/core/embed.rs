//! The page that an embed shows a part of: where a visitor can see the same without the embed.
//!
//! Only addresses that a vendor documents or builds from the same id. Everything else leads to the host alone: a link
//! that is guessed may be broken, and one that is copied may carry what the embed says about the visitor.

use super::cut::cut;
use super::matcher::Address;

/// A link out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    pub url: String,
    /// Its host as a visitor knows it.
    pub host: String,
}

/// Where an embed with this address comes from. `None` when the address names no host.
pub fn page(address: &str) -> Option<Page> {
    let read = Address::parse(address)?;
    let host = name(&read)?;
    let path = latin(&read.path);
    let mut steps = parts(&path, b'/');
    steps.retain(|step| !step.is_empty());
    let query = cut(cut(address, b'#').0, b'?').1.unwrap_or("");
    let url = own(&host, &steps, query);
    let host = known(&host);
    let url = url.unwrap_or_else(|| ["https://", &host, "/"].concat());
    Some(Page { url, host })
}

/// A link that stands in the content of an embed, when it leads to the web.
pub fn link(url: &str) -> Option<Page> {
    url.starts_with("https://").then(|| Some(Page { url: url.to_owned(), host: name(&Address::parse(url)?)? }))?
}

/// The host without `www.`, when it is written as hosts are.
fn name(read: &Address) -> Option<String> {
    let host = latin(&read.host);
    let plain = host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte));
    plain.then(|| host.strip_prefix("www.").unwrap_or(&host).to_owned())
}

/// The site behind a host that only serves embeds.
fn known(host: &str) -> String {
    let site = match host {
        "youtube-nocookie.com" => "youtube.com",
        "platform.twitter.com" | "platform.x.com" => "x.com",
        "player.vimeo.com" | "w.soundcloud.com" | "embed.music.apple.com" | "player.twitch.tv" => cut(host, b'.').1.unwrap_or(host),
        _ => host,
    };
    site.to_owned()
}

/// The address of the same thing on the vendor's own site.
fn own(host: &str, steps: &[&str], query: &str) -> Option<String> {
    let at = |start: &str, id: &str| is_id(id).then(|| [start, id].concat());
    match (host, steps) {
        ("youtube.com" | "youtube-nocookie.com", ["embed", id]) if *id != "videoseries" && *id != "live_stream" => {
            at("https://www.youtube.com/watch?v=", id)
        }
        ("youtube.com" | "youtube-nocookie.com", ["embed", "videoseries"]) => {
            at("https://www.youtube.com/playlist?list=", value(query, "list")?)
        }
        ("player.vimeo.com", ["video", id]) => match value(query, "h") {
            // A video that is not listed is only found with its second half.
            Some(hash) => at(&[&at("https://vimeo.com/", id)?, "/"].concat(), hash),
            None => at("https://vimeo.com/", id),
        },
        ("dailymotion.com", ["embed", "video", id]) => at("https://www.dailymotion.com/video/", id),
        ("open.spotify.com", ["embed", kind, id]) => at(&[&at("https://open.spotify.com/", kind)?, "/"].concat(), id),
        ("instagram.com", [kind @ ("p" | "reel" | "tv"), id, ..]) => {
            Some([&at(&["https://www.instagram.com/", kind, "/"].concat(), id)?, "/"].concat())
        }
        ("platform.twitter.com" | "platform.x.com", ["embed", "Tweet.html"]) => at("https://x.com/i/status/", value(query, "id")?),
        ("facebook.com", ["plugins", ..]) => inside(&decoded(value(query, "href")?)?, "https://www.facebook.com/"),
        ("w.soundcloud.com", ["player"]) => inside(&decoded(value(query, "url")?)?, "https://soundcloud.com/"),
        ("openstreetmap.org", ["export", "embed.html"]) => escaped("https://www.openstreetmap.org/?bbox=", value(query, "bbox")?),
        ("google.com" | "maps.google.com", ["maps", ..]) => {
            let place = value(query, "q").and_then(|place| escaped("https://www.google.com/maps/search/?api=1&query=", place));
            Some(place.unwrap_or_else(|| String::from("https://www.google.com/maps")))
        }
        _ => None,
    }
}

/// What a query gives for a name, as it is written there.
fn value<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    parts(query, b'&').into_iter().map(|pair| cut(pair, b'=')).find(|(key, _)| *key == name)?.1.filter(|value| !value.is_empty())
}

/// What stands between signs. The library's searchers are larger than this file.
fn parts(text: &str, sign: u8) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = Some(text);
    while let Some(text) = rest {
        let (part, more) = cut(text, sign);
        parts.push(part);
        rest = more;
    }
    parts
}

/// Bytes as text. What is not ASCII is in no address that is passed on.
fn latin(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

/// An id as vendors make them: it can be put into an address as it is.
fn is_id(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

/// A value that is passed on as it is written, when it is written as a query has to be.
fn escaped(start: &str, value: &str) -> Option<String> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~%+,".contains(&byte);
    value.bytes().all(plain).then(|| [start, value].concat())
}

/// An address that must lead into the vendor's own site, and that needs no query to do so.
fn inside(url: &str, site: &str) -> Option<String> {
    let url = cut(cut(url, b'#').0, b'?').0;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~/:".contains(&byte);
    (url.starts_with(site) && url.bytes().all(plain)).then(|| url.to_owned())
}

/// Without `%` escapes. `None` when they are broken.
fn decoded(text: &str) -> Option<String> {
    let mut out = Vec::new();
    let mut bytes = text.bytes();
    let digit = |byte: u8| char::from(byte).to_digit(16);
    while let Some(byte) = bytes.next() {
        out.push(match byte {
            b'%' => (digit(bytes.next()?)? * 16 + digit(bytes.next()?)?) as u8,
            byte => byte,
        });
    }
    Some(latin(&out))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(address: &str) -> String {
        page(address).unwrap().url
    }

    #[test]
    fn an_embed_leads_to_its_own_page() {
        for (embed, own) in [
            ("https://www.youtube.com/embed/aqz-KE-bpKQ?rel=0", "https://www.youtube.com/watch?v=aqz-KE-bpKQ"),
            ("//www.youtube-nocookie.com/embed/aqz-KE-bpKQ", "https://www.youtube.com/watch?v=aqz-KE-bpKQ"),
            ("https://www.youtube.com/embed/videoseries?si=1&list=PL_1", "https://www.youtube.com/playlist?list=PL_1"),
            ("https://player.vimeo.com/video/76979871?dnt=1", "https://vimeo.com/76979871"),
            ("https://player.vimeo.com/video/76979871?h=8272103f6e", "https://vimeo.com/76979871/8272103f6e"),
            (
                "https://open.spotify.com/embed/album/1DFixLWuPkv3KT3TnV35m3?theme=0",
                "https://open.spotify.com/album/1DFixLWuPkv3KT3TnV35m3",
            ),
            ("https://www.instagram.com/p/CUbHfhpswxt/embed/", "https://www.instagram.com/p/CUbHfhpswxt/"),
            ("https://platform.twitter.com/embed/Tweet.html?dnt=1&id=20", "https://x.com/i/status/20"),
            (
                "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2F20531316728%2Fposts%2F1%2F&width=500",
                "https://www.facebook.com/20531316728/posts/1/",
            ),
            ("https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/a/b&color=ff5500", "https://soundcloud.com/a/b"),
            (
                "https://www.openstreetmap.org/export/embed.html?bbox=6.8%2C52.2%2C6.9%2C52.3&layer=mapnik",
                "https://www.openstreetmap.org/?bbox=6.8%2C52.2%2C6.9%2C52.3",
            ),
            (
                "https://maps.google.com/maps?q=Enschede+station&output=embed",
                "https://www.google.com/maps/search/?api=1&query=Enschede+station",
            ),
            ("https://www.google.com/maps/embed?pb=!1m18", "https://www.google.com/maps"),
        ] {
            assert_eq!(url(embed), own);
        }
    }

    #[test]
    fn what_is_not_understood_leads_to_the_host_alone() {
        for (embed, own) in [
            ("https://www.youtube.com/embed/a\"><b>", "https://youtube.com/"),
            ("https://www.youtube-nocookie.com/embed/live_stream?channel=x", "https://youtube.com/"),
            ("https://w.soundcloud.com/player/?url=https%3A//evil.example/a", "https://soundcloud.com/"),
            ("https://w.soundcloud.com/player/?url=https%3A//soundcloud.com%40evil.example/", "https://soundcloud.com/"),
            ("https://www.facebook.com/plugins/page.php?href=javascript%3Aalert(1)", "https://facebook.com/"),
            ("https://www.facebook.com/plugins/page.php?href=%e", "https://facebook.com/"),
            ("https://forms.example/f/1?visitor=anna", "https://forms.example/"),
            ("http://www.videos.test.localhost:4173/embed.html", "https://videos.test/"),
        ] {
            assert_eq!(url(embed), own);
        }
        assert_eq!(page("https://player.vimeo.com/video/1").unwrap().host, "vimeo.com");
        for none in ["/own/page.html", "data:text/html,x", "", "https://a b/", "https://\u{e9}.example/"] {
            assert_eq!(page(none), None, "{none}");
        }
    }

    #[test]
    fn a_link_in_the_content_leads_to_the_web_or_nowhere() {
        let found = link("https://twitter.com/jack/status/20?ref_src=twsrc").unwrap();
        assert_eq!((found.host.as_str(), found.url.as_str()), ("twitter.com", "https://twitter.com/jack/status/20?ref_src=twsrc"));
        assert_eq!(link("javascript:alert(1)"), None);
        assert_eq!(link("http://twitter.com/"), None);
    }
}
