//! Pages that somebody else wrote: the HTML that this machine happens to have, and one of five megabytes.
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use sluis_rewrite::{Options, Rules};
use std::fs;
use std::path::{Path, PathBuf};
use support::{QUIET, changed, in_chunks, is_marked, long_page, rules, rules_of};

const PAGES: usize = 100;
const LARGEST: u64 = 3_000_000;

/// Places that real pages load from, so that there is something to hold.
const POPULAR: &str = r#"{"version": 1, "controller": {"name": "A"}, "statement": {"url": "/p"}, "services": [{"id": "popular", "name": "Popular", "category": "social", "hosts": [
    "googleapis.com", "gstatic.com", "jsdelivr.net", "unpkg.com", "cloudflare.com", "github.com", "githubusercontent.com", "travis-ci.org", "shields.io",
    "w3.org", "jquery.com", "bootstrapcdn.com", "apache.org", "python.org", "debian.org", "nginx.org", "gnu.org"]}]}"#;

fn collect(folder: &Path, found: &mut Vec<PathBuf>, depth: usize) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if found.len() >= PAGES {
            return;
        }
        let Ok(data) = path.symlink_metadata() else { continue };
        if data.is_dir() && depth > 0 {
            collect(&path, found, depth - 1);
        } else if data.is_file() && data.len() < LARGEST && path.extension().is_some_and(|end| end == "html" || end == "htm") {
            found.push(path);
        }
    }
}

fn pages() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = Vec::new();
    collect(&root.join("www"), &mut found, 6);
    for folder in [
        root.join("tests/node_modules"),
        root.join("pkg/node_modules"),
        PathBuf::from("/usr/share/doc"),
        PathBuf::from("/usr/lib/node_modules"),
    ] {
        collect(&folder, &mut found, 8);
    }
    found
}

fn judge(rules: &Rules, page: &[u8], name: &str) -> usize {
    let (once, changes) = changed(rules, page);
    assert_eq!(once == page, changes.is_empty(), "{name}");
    assert!(is_marked(page, &once), "{name}: something else changed");
    let ends: Vec<usize> = (0..page.len()).step_by(1 + page.len() / 5).collect();
    assert!(in_chunks(rules, page, &ends) == once, "{name}: chunks make a difference");
    assert_eq!(changed(rules, &once).1, [], "{name}: the second time");
    changes.len()
}

#[test]
fn real_pages_are_marked_and_nothing_else() {
    let (quiet, popular) = (rules_of(QUIET, Options::default()), rules_of(POPULAR, Options::default()));
    let pages = pages();
    assert!(pages.len() >= 5, "the demo has pages");
    let (mut bytes, mut held) = (0, 0);
    for file in &pages {
        let page = fs::read(file).unwrap();
        bytes += page.len();
        held += judge(&quiet, &page, &file.display().to_string());
        held += judge(&popular, &page, &file.display().to_string());
    }
    println!("{} pages, {bytes} bytes, {held} elements held", pages.len());
}

#[test]
fn b_01_a_long_page_is_marked_to_its_end() {
    let page = long_page(5_000_000);
    let films = page.windows(7).filter(|piece| piece == b"<iframe").count();
    let (once, changes) = changed(&rules(), &page);
    assert_eq!(changes.len(), films);
    assert!(changes.iter().all(|change| change.element == "iframe" && change.service == "youtube"));
    assert!(is_marked(&page, &once));
    let ends: Vec<usize> = (0..page.len()).step_by(1_400).collect();
    assert!(in_chunks(&rules(), &page, &ends) == once);
}
