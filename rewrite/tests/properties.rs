//! Whatever the page and however it is cut: twice is once, and nothing else changes.
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use proptest::prelude::*;
use support::{changed, in_chunks, is_marked, rules};

/// Pieces of a page, before and after; any row of them is a page.
const PIECES: [(&str, &str); 16] = [
    ("<p title='a > b'>text &amp; more", "<p title='a > b'>text &amp; more"),
    ("<IMG  Src = \"https://ads.example/p.gif\"\n/>", "<IMG data-sluis=\"ads\"  data-src = \"https://ads.example/p.gif\"\n/>"),
    ("<img src=/own.png>", "<img src=/own.png>"),
    (
        "<script src='//ads.example/a.js' defer></script >",
        "<script type=\"text/plain\" data-sluis=\"ads\" src='//ads.example/a.js' defer></script >",
    ),
    ("<script>if (a < b && '</p>') x()</script>", "<script>if (a < b && '</p>') x()</script>"),
    ("<script >l('https://youtu.be/x')</script>", "<script type=\"text/plain\" data-sluis=\"youtube\" >l('https://youtu.be/x')</script>"),
    (
        "<script>'<!--<script>https://own.example'</script>-->;'//youtu.be'</script>",
        "<script type=\"text/plain\" data-sluis=\"youtube\">'<!--<script>https://own.example'</script>-->;'//youtu.be'</script>",
    ),
    ("<!-- <img src=//ads.example/x> -->", "<!-- <img src=//ads.example/x> -->"),
    ("<style>@import '//ads.example/x'</style>", "<style>@import '//ads.example/x'</style>"),
    ("<textarea><script src=//ads.example/x></script></textarea>", "<textarea><script src=//ads.example/x></script></textarea>"),
    ("<noscript><img src=//ads.example/n></noscript>", "<noscript><img data-sluis=\"ads\" data-src=//ads.example/n></noscript>"),
    ("<noscript>\u{e9}<b>x</b></noscript>", "<noscript>\u{e9}<b>x</b></noscript>"),
    (
        "<iframe src=//youtu.be/a><img src=//ads.example/inside></iframe>",
        "<iframe data-sluis=\"youtube\" data-src=//youtu.be/a><img src=//ads.example/inside></iframe>",
    ),
    (
        "<svg><image xlink:href='//ads.example/s'/><script>1</script></svg>",
        "<svg><image data-sluis=\"ads\" data-href='//ads.example/s'/><script>1</script></svg>",
    ),
    ("</div></p></script>\0\r\n", "</div></p></script>\0\r\n"),
    (
        "<link rel=\"preload\" as=script href=//ads.example/x>",
        "<link data-sluis=\"ads\" rel=\"preload\" as=script data-href=//ads.example/x>",
    ),
];

/// Of these a page can be made that nobody would write.
const SOUP: [&str; 34] = [
    "<", ">", "/", "=", "\"", "'", " ", "\n", "&", "!", "--", "script", "<script", "</script>", "<img", "<iframe", "<noscript>",
    "</noscript>", "<svg>", "</svg>", "<base href=//ads.example/>", " src=", " srcset=", " type=", " data-src=", " data-sluis=ads",
    "//ads.example/x", "https://youtu.be/", "text/plain", "<!--", "-->", "<textarea>", "<link rel=icon href=", "é",
];

proptest! {
    #[test]
    fn every_piece_becomes_what_it_becomes_alone(places in prop::collection::vec(0..PIECES.len(), 0..30), ends in prop::collection::vec(0usize..5000, 0..20)) {
        let before: String = places.iter().map(|place| PIECES[*place].0).collect();
        let after: String = places.iter().map(|place| PIECES[*place].1).collect();
        let rules = rules();
        prop_assert_eq!(String::from_utf8(in_chunks(&rules, before.as_bytes(), &ends)).unwrap(), &*after);
        let (again, changes) = changed(&rules, after.as_bytes());
        prop_assert_eq!(String::from_utf8(again).unwrap(), after);
        prop_assert_eq!(changes, []);
    }

    #[test]
    fn no_soup_is_changed_twice_or_otherwise(places in prop::collection::vec(0..SOUP.len(), 0..60), ends in prop::collection::vec(0usize..900, 0..12)) {
        let page: String = places.iter().map(|place| SOUP[*place]).collect();
        let rules = rules();
        let (once, changes) = changed(&rules, page.as_bytes());
        prop_assert_eq!(changes.is_empty(), once == page.as_bytes());
        prop_assert!(is_marked(page.as_bytes(), &once), "{}", String::from_utf8_lossy(&once));
        prop_assert_eq!(in_chunks(&rules, page.as_bytes(), &ends), &*once);
        let twice = changed(&rules, &once);
        prop_assert_eq!(String::from_utf8(twice.0).unwrap(), String::from_utf8(once).unwrap());
        prop_assert_eq!(twice.1, []);
    }

    #[test]
    fn any_bytes_pass(page in prop::collection::vec(any::<u8>(), 0..300), end in 0usize..300) {
        let rules = rules();
        let (once, _) = changed(&rules, &page);
        prop_assert_eq!(in_chunks(&rules, &page, &[end]), &*once);
        prop_assert!(is_marked(&page, &once));
    }
}
