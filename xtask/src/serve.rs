//! What the demo's server answers: the website, what stands in `www` besides, the package under `/sluis/`, and the
//! companies that this machine plays, so that no request leaves it.

use crate::declared;
use crate::hits::Hits;
use crate::http::{Question, Reply};
use std::fs;
use std::path::{Path, PathBuf};

/// Third parties of the demo that this machine plays, by their real names.
const PLAYED: [&str; 2] = ["www.googletagmanager.com", "www.google-analytics.com"];

/// Those that only show something in a frame: nobody counts them.
const SHOWN: [&str; 3] = ["www.youtube.com", "www.google.com", "open.spotify.com"];

/// Browsers resolve every name under it to their own machine: https://www.rfc-editor.org/rfc/rfc6761#section-6.3
const LOCAL: &str = ".localhost";

/// Where a page of the website has room for the way to the demo.
const DEMO: &str = "<!-- demo -->";
const LINKS: &str = "<section class=\"demo\"><p><strong>Demo:</strong> <a href=\"/demo/\">five company sites, with Google played by this machine</a>. \
    <span lang=\"nl\"><a href=\"/demo/nl/\" hreflang=\"nl\">In het Nederlands</a></span></p></section>";
const DUTCH_LINKS: &str = "<section class=\"demo\"><p><strong>Demo:</strong> <a href=\"/demo/nl/\">de sites van vijf bedrijven; Google wordt gespeeld door deze computer</a>.</p></section>";

/// A site to serve.
pub struct Site {
    /// The website as `cargo xtask site` has built it; where it lacks something, `www` answers.
    website: PathBuf,
    www: PathBuf,
    package: PathBuf,
    port: u16,
    hits: Hits,
}

/// Status, media type, body.
#[derive(Debug)]
struct Answer(u16, &'static str, Vec<u8>);

impl Site {
    pub fn new(website: PathBuf, www: PathBuf, package: PathBuf, port: u16) -> Self {
        Self { website, www, package, port, hits: Hits::new(&PLAYED) }
    }

    pub fn answer(&self, question: &Question) -> Reply {
        let host = question.header("host").unwrap_or_default();
        let origin = String::from(question.header("origin").unwrap_or("*"));
        let path = question.target.split(['?', '#']).next().unwrap_or("/");
        let played =
            PLAYED.into_iter().chain(SHOWN).find(|name| host.split(':').next().and_then(|host| host.strip_suffix(LOCAL)) == Some(*name));
        let mut location = None;
        let Answer(status, media, body) = match played {
            Some(name) => self.play(name, &question.method, path),
            None if path == "/hits.json" => Answer(200, "application/json", self.hits.json().into_bytes()),
            None => match self.folder_without_slash(path) {
                Some(place) => {
                    location = Some(place);
                    Answer(308, "text/plain", Vec::new())
                }
                None => self.file(path),
            },
        };
        let mut headers = vec![("content-type", media.to_owned()), ("cache-control", String::from("no-store"))];
        headers.extend(location.map(|place| ("location", place)));
        if played.is_some() {
            headers.push(("access-control-allow-origin", origin));
            headers.push(("access-control-allow-credentials", String::from("true")));
            headers.push(("access-control-allow-headers", String::from("content-type")));
        }
        Reply { status, headers, body }
    }

    /// What the company would answer, as far as the demo needs it; and it counts.
    fn play(&self, name: &str, method: &str, path: &str) -> Answer {
        if method == "OPTIONS" {
            return Answer(204, "text/plain", Vec::new());
        }
        if SHOWN.contains(&name) {
            return self.file("/stand-in/embed.html");
        }
        self.hits.add(name);
        if name == PLAYED[0] && path == "/gtag/js" {
            return self.file("/stand-in/gtag.js");
        }
        Answer(204, "text/plain", Vec::new())
    }

    fn file(&self, path: &str) -> Answer {
        let (root, below) = match path.strip_prefix("/sluis/") {
            Some(rest) => (&self.package, rest),
            None => (&self.www, path),
        };
        let Some(mut file) = inside(root, below) else {
            return Answer(400, "text/plain; charset=utf-8", b"That is no path.\n".to_vec());
        };
        if file.is_dir() {
            file.push("index.html");
        }
        if root == &self.www
            && let Some(answer) = self.website(below)
        {
            return answer;
        }
        match fs::read(&file) {
            Ok(body) => Answer(200, media(&file), if root == &self.www { self.played(&file, body) } else { body }),
            Err(_)
                if root == &self.www
                    && let Some(page) = declared::page(&file) =>
            {
                Answer(200, "text/html; charset=utf-8", page.into_bytes())
            }
            Err(_) => Answer(404, "text/plain; charset=utf-8", format!("There is no {path} here.\n").into_bytes()),
        }
    }

    /// A file of the website, as it is built; its pages lead to what only the demo has.
    fn website(&self, below: &str) -> Option<Answer> {
        let mut file = inside(&self.website, below)?;
        if file.is_dir() {
            file.push("index.html");
        }
        let body = fs::read(&file).ok()?;
        let body = match file.extension().and_then(|end| end.to_str()) {
            Some("html") => {
                let page = String::from_utf8_lossy(&body);
                page.replace(DEMO, if page.contains("<html lang=\"nl\"") { DUTCH_LINKS } else { LINKS }).into_bytes()
            }
            _ => body,
        };
        Some(Answer(200, media(&file), body))
    }

    /// Relative addresses in a page need the slash.
    fn folder_without_slash(&self, path: &str) -> Option<String> {
        let is_folder = [&self.website, &self.www].into_iter().any(|root| inside(root, path).is_some_and(|folder| folder.is_dir()));
        (!path.ends_with('/') && is_folder).then(|| format!("{path}/"))
    }

    /// Pages and scripts name the real companies; here they get the ones that this machine plays.
    fn played(&self, file: &Path, body: Vec<u8>) -> Vec<u8> {
        if !matches!(file.extension().and_then(|end| end.to_str()), Some("html" | "js")) {
            return body;
        }
        let mut text = String::from_utf8_lossy(&body).into_owned();
        for name in PLAYED.into_iter().chain(SHOWN) {
            text = text.replace(&format!("https://{name}"), &format!("http://{name}{LOCAL}:{}", self.port));
        }
        text.into_bytes()
    }
}

/// The file of a path, which never leads out of the folder.
fn inside(root: &Path, path: &str) -> Option<PathBuf> {
    let mut file = root.to_path_buf();
    for part in path.split('/').filter(|part| !part.is_empty() && *part != ".") {
        let part = decoded(part)?;
        if part == ".." || part.contains(['/', '\\', ':', '\0']) {
            return None;
        }
        file.push(part);
    }
    Some(file)
}

fn decoded(part: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digit = |byte: u8| (byte as char).to_digit(16);
                (digit(rest.next()?)? * 16 + digit(rest.next()?)?) as u8
            }
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

/// Browsers refuse to stream a module, and to run a script, of another type.
fn media(file: &Path) -> &'static str {
    match file.extension().and_then(|end| end.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "jpg" | "jpeg" => "image/jpeg",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sysroot::fake;

    #[test]
    fn no_path_leads_out() {
        let root = Path::new("/www");
        assert_eq!(inside(root, "/a/./b%20c.html"), Some(PathBuf::from("/www/a/b c.html")));
        for path in ["/../x", "/a/%2e%2e/x", "/a%2f..%2fx", "/a\\b", "/%00", "/%zz", "/%ff", "/c:/x"] {
            assert_eq!(inside(root, path), None, "{path}");
        }
    }

    #[test]
    fn only_pages_and_scripts_of_the_site_are_rewritten() {
        let (www, package) = (fake::folder("serve-www"), fake::folder("serve-package"));
        let text = "https://www.googletagmanager.com/gtag/js";
        for file in [www.join("a.html"), www.join("a.js"), www.join("a.json"), package.join("sluis.js")] {
            fs::write(file, text).unwrap();
        }
        let site = Site::new(fake::folder("serve-website"), www, package, 9);
        let body = |path| String::from_utf8(site.file(path).2).unwrap();
        assert_eq!(body("/a.html"), "http://www.googletagmanager.com.localhost:9/gtag/js");
        assert_eq!(body("/a.js"), body("/a.html"));
        assert_eq!(body("/a.json"), text);
        assert_eq!(body("/sluis/sluis.js"), text);
        assert_eq!(site.file("/absent").0, 404);
        assert_eq!(site.file("/../x").0, 400);
    }

    #[test]
    fn a_folder_gets_its_slash() {
        let www = fake::folder("serve-slash");
        fs::create_dir_all(www.join("sites")).unwrap();
        fs::write(www.join("sites/index.html"), "x").unwrap();
        let site = Site::new(fake::folder("serve-slash-website"), www.clone(), www, 9);
        assert_eq!(site.folder_without_slash("/sites").as_deref(), Some("/sites/"));
        assert_eq!(site.folder_without_slash("/sites/"), None);
        assert_eq!(site.file("/sites/").2, b"x");
    }

    #[test]
    fn the_website_comes_first_and_leads_to_the_demo() {
        let (website, www) = (fake::folder("serve-first"), fake::folder("serve-second"));
        fs::write(website.join("index.html"), "<!-- demo --> https://www.googletagmanager.com").unwrap();
        fs::write(www.join("index.html"), "old").unwrap();
        fs::create_dir_all(www.join("demo")).unwrap();
        fs::write(www.join("demo/index.html"), "demo").unwrap();
        let site = Site::new(website, www.clone(), www, 9);
        let front = String::from_utf8(site.file("/").2).unwrap();
        assert!(front.contains("href=\"/demo/\"") && front.contains("https://www.googletagmanager.com"), "{front}");
        assert_eq!(site.file("/demo/").2, b"demo");
        fs::create_dir_all(site.website.join("nl")).unwrap();
        fs::write(site.website.join("nl/index.html"), "<html lang=\"nl\"><!-- demo -->").unwrap();
        let dutch = String::from_utf8(site.file("/nl/").2).unwrap();
        assert!(dutch.contains("href=\"/demo/nl/\"") && !dutch.contains("company sites"), "{dutch}");
    }
}
