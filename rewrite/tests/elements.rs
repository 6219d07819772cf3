//! Every element and attribute that loads, before and after.
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use sluis_rewrite::Options;
use support::{SITE, changed, html, in_chunks, rules, rules_of};

#[track_caller]
fn becomes(before: &str, after: &str) {
    assert_eq!(html(before), after);
    assert_eq!(html(after), after, "the second time");
}

#[track_caller]
fn stays(page: &str) {
    becomes(page, page);
}

#[test]
fn b_06_scripts_become_text() {
    becomes(
        "<script src=https://ads.example/a.js></script>",
        r#"<script type="text/plain" data-sluis="ads" src=https://ads.example/a.js></script>"#,
    );
    becomes(
        r#"<SCRIPT async type=module SRC="//ads.example/a.js" nonce=x></SCRIPT>"#,
        r#"<SCRIPT type="text/plain" data-sluis="ads" async data-type=module SRC="//ads.example/a.js" nonce=x></SCRIPT>"#,
    );
    becomes(
        "<script type='' src='https://ads.example'/>",
        r#"<script type="text/plain" data-sluis="ads" data-type='' src='https://ads.example'/>"#,
    );
    stays(r#"<script type="text/plain" src="https://ads.example/a.js"></script>"#);
    stays(r#"<script type="application/json" src="https://ads.example/a.js"></script>"#);
    stays("<script src=/own.js></script><script src='https://pay.example/p.js'></script><script src></script>");
}

#[test]
fn b_06_whatever_else_loads_waits_under_another_name() {
    becomes("<img src=https://ads.example/p.gif alt=x>", r#"<img data-sluis="ads" data-src=https://ads.example/p.gif alt=x>"#);
    becomes(
        "<img src=/own.png srcset='/own.png 1x, https://ads.example/2.png 2x'>",
        r#"<img data-sluis="ads" src=/own.png data-srcset='/own.png 1x, https://ads.example/2.png 2x'>"#,
    );
    becomes("<image src=//ads.example/x>", r#"<image data-sluis="ads" data-src=//ads.example/x>"#);
    becomes(
        "<iframe src='https://www.youtube.com/embed/x'></iframe>",
        r#"<iframe data-sluis="youtube" data-src='https://www.youtube.com/embed/x'></iframe>"#,
    );
    becomes("<frame src=//ads.example/x>", r#"<frame data-sluis="ads" data-src=//ads.example/x>"#);
    becomes(
        "<video><source src=//ads.example/a.mp4><track src=//ads.example/t></video><audio src=//ads.example/a>",
        r#"<video><source data-sluis="ads" data-src=//ads.example/a.mp4><track data-sluis="ads" data-src=//ads.example/t></video><audio data-sluis="ads" data-src=//ads.example/a>"#,
    );
    becomes("<picture><source srcset=//ads.example/a.webp>", r#"<picture><source data-sluis="ads" data-srcset=//ads.example/a.webp>"#);
    becomes("<embed src=//ads.example/x>", r#"<embed data-sluis="ads" data-src=//ads.example/x>"#);
    becomes("<input type=IMAGE src=//ads.example/x>", r#"<input data-sluis="ads" type=IMAGE data-src=//ads.example/x>"#);
    stays("<input type=text src=//ads.example/x>");
    becomes(
        "<svg><image href=//ads.example/x /><feImage xlink:href=//ads.example/y /></svg>",
        r#"<svg><image data-sluis="ads" data-href=//ads.example/x /><feImage data-sluis="ads" data-href=//ads.example/y /></svg>"#,
    );
}

#[test]
fn b_06_what_the_core_gives_back_by_name_takes_the_names_of_the_guard() {
    becomes("<object data=//ads.example/x></object>", r#"<object data-sluis="ads" data-sluis-data=//ads.example/x></object>"#);
    becomes(
        "<video src=//ads.example/v poster=//ads.example/p></video>",
        r#"<video data-sluis="ads" data-sluis-src=//ads.example/v data-sluis-poster=//ads.example/p></video>"#,
    );
    becomes(
        "<video src=/own poster=//ads.example/p></video>",
        r#"<video data-sluis="ads" src=/own data-sluis-poster=//ads.example/p></video>"#,
    );
    becomes(
        "<iframe srcdoc='<img src=&quot;https://ads.example/x&quot;>'></iframe>",
        r#"<iframe data-sluis="ads" data-sluis-srcdoc='<img src=&quot;https://ads.example/x&quot;>'></iframe>"#,
    );
    // A lazy loader's own `data-src` is not ours.
    becomes("<img src=//ads.example/1 data-src=/own.png>", "<img data-sluis-src=//ads.example/1 data-src=/own.png>");
    // Two services: each address decides for itself.
    becomes(
        "<img src=//ads.example/1 srcset='//youtu.be/2 2x'>",
        "<img data-sluis-src=//ads.example/1 data-sluis-srcset='//youtu.be/2 2x'>",
    );
}

#[test]
fn b_05_hints_and_sheets_wait_and_names_do_not() {
    for rel in [
        "stylesheet", "alternate stylesheet", "preload", "modulepreload", "prefetch", "preconnect", "DNS-prefetch", "prerender", "icon",
        "manifest",
    ] {
        becomes(
            &format!("<link rel='{rel}' href=//ads.example/x>"),
            &format!("<link data-sluis=\"ads\" rel='{rel}' data-href=//ads.example/x>"),
        );
    }
    for rel in ["canonical", "alternate", "prev", "next", "author", "me", "license"] {
        stays(&format!("<link rel={rel} href=//ads.example/x>"));
    }
    becomes(
        "<link rel=preload as=image imagesrcset='//ads.example/x 1x'>",
        r#"<link data-sluis="ads" rel=preload as=image data-sluis-imagesrcset='//ads.example/x 1x'>"#,
    );
    stays("<a href=https://ads.example/>x</a><form action=https://ads.example/></form>");
}

#[test]
fn b_09_what_is_for_browsers_without_javascript_is_no_exception() {
    becomes(
        "<noscript>a &lt; <img src='https://ads.example/p.gif'></noscript><p>",
        "<noscript>a &lt; <img data-sluis=\"ads\" data-src='https://ads.example/p.gif'></noscript><p>",
    );
    stays("<noscript><p>Geen JavaScript</p><img src=/x></noscript>");
    let (_, changes) = changed(&rules(), b"<p><noscript><b></b><img src=//ads.example/x></noscript>");
    assert_eq!((changes[0].place, changes[0].element.as_str()), (20, "img"));
}

#[test]
fn the_best_fit_decides_as_in_the_browser() {
    stays("<script src=https://maps.example/login/api.js></script>");
    becomes(
        "<script src=https://maps.example/api.js></script>",
        r#"<script type="text/plain" data-sluis="maps" src=https://maps.example/api.js></script>"#,
    );
    // Known and not declared: it waits too, and nothing the visitor can say lets it go.
    becomes(
        "<script src=//snap.licdn.com/x></script>",
        r#"<script type="text/plain" data-sluis="linkedin-insight" src=//snap.licdn.com/x></script>"#,
    );
    // The site's own host is its own, whatever is declared on it.
    stays("<script src=https://www.winkel.example/stats/x.js></script>");
    becomes("<img src=https://winkel.example/stats/x>", r#"<img data-sluis="ads" data-src=https://winkel.example/stats/x>"#);
    stays("<img src=https://never-heard-of.example/x><img src=data:,x><img src=''>");
}

#[test]
fn another_declaration_of_a_known_service_is_no_consent_to_all_of_it() {
    let narrow = r#"{"version": 1, "controller": {"name": "A"}, "statement": {"url": "/p"}, "services": [{"catalogue": "youtube", "hosts": ["youtube-nocookie.com"]}]}"#;
    let rules = rules_of(narrow, Options::default());
    let (html, changes) = changed(&rules, b"<iframe src=//www.youtube-nocookie.com/x></iframe><iframe src=//www.youtube.com/x></iframe>");
    assert_eq!(changes.iter().map(|change| change.service.as_str()).collect::<Vec<_>>(), ["youtube", "undeclared"]);
    assert_eq!(changed(&rules, &html).1, []);
}

#[test]
fn addresses_are_read_as_browsers_do() {
    for address in [
        "https:&#x2F;&#x2F;ads.example/x", "\\\\ads.example\\x", "HTTPS:/ads.example", " //AdS.eXample.", "ht&Tab;tps://%61ds.example",
        "wss://ads.example",
    ] {
        becomes(&format!("<img src=\"{address}\">"), &format!("<img data-sluis=\"ads\" data-src=\"{address}\">"));
    }
}

#[test]
fn b_06_a_second_attribute_does_not_take_the_place_of_the_first() {
    becomes(
        "<img src=//ads.example/1 alt='' SRC=//ads.example/2>",
        r#"<img data-sluis="ads" data-src=//ads.example/1 alt='' data-src=//ads.example/2>"#,
    );
    becomes(
        "<iframe src=//youtu.be/1 src=//ads.example/2>",
        r#"<iframe data-sluis="youtube" data-src=//youtu.be/1 data-src=//ads.example/2>"#,
    );
    becomes(
        "<script type type=module src=//ads.example/1>",
        r#"<script type="text/plain" data-sluis="ads" data-type data-type=module src=//ads.example/1>"#,
    );
}

#[test]
fn relative_addresses_follow_the_base() {
    becomes(
        "<base target=x><base href='https://maps.example/login/' ><img src=a.png><img src=/b.png><img src=?c><img src=#d><base href=/>",
        "<base target=x><base href='https://maps.example/login/' ><img src=a.png><img data-sluis=\"maps\" data-src=/b.png><img src=?c><img src=#d><base href=/>",
    );
    becomes(
        "<base href=//ads.example><img src=a srcset='b 2x'>",
        "<base href=//ads.example><img data-sluis=\"ads\" data-src=a data-srcset='b 2x'>",
    );
    stays("<base href=//ads.example><img src=data:,x><a href=b>x</a><script type=text/x src=c></script>");
    stays("<base href=/sub/><img src=a>");
}

#[test]
fn a_mark_by_the_author_decides() {
    becomes(
        "<script data-sluis=analytics src=/own.js></script>",
        r#"<script type="text/plain" data-sluis=analytics src=/own.js></script>"#,
    );
    becomes("<script data-sluis='social:youtube'>go()</script>", r#"<script type="text/plain" data-sluis='social:youtube'>go()</script>"#);
    becomes("<iframe data-sluis=youtube src=/own></iframe>", "<iframe data-sluis=youtube data-src=/own></iframe>");
    stays("<script data-sluis=functional src=//ads.example/x></script><img data-sluis=pay src=//ads.example/x>");
    stays("<img data-sluis=ads data-src=//ads.example/x src=/while-waiting.png>");
    stays(
        "<a data-sluis=open href=#sluis>Cookies</a><script type=application/json data-sluis=config>{\"a\": \"https://ads.example\"}</script>",
    );
    becomes(
        "<script data-sluis=typo src=//ads.example/x></script>",
        r#"<script type="text/plain" data-sluis="ads" data-sluis=typo src=//ads.example/x></script>"#,
    );
}

#[test]
fn an_inline_script_waits_when_it_names_a_held_address() {
    let snippet = "(function(w,d){var j=d.createElement('script');j.src='https://www.googletagmanager.com/gtm.js?id='+i})(window,document)";
    becomes(
        &format!("<script>{snippet}</script>"),
        &format!("<script type=\"text/plain\" data-sluis=\"google-tag-manager\">{snippet}</script>"),
    );
    becomes(
        "<script type=module>import 'https://ads.example/x.js'</script>",
        r#"<script type="text/plain" data-sluis="ads" data-type=module>import 'https://ads.example/x.js'</script>"#,
    );
    becomes(
        "<script type=speculationrules>{\"prefetch\":[{\"urls\":[\"https:\\/\\/ads.example/x\"]}]}</script>",
        "<script type=\"text/plain\" data-sluis=\"ads\" data-type=speculationrules>{\"prefetch\":[{\"urls\":[\"https:\\/\\/ads.example/x\"]}]}</script>",
    );
    stays("<script>// see https://ads.example/\nfetch('/x')</script><script>window.dataLayer=[]</script>");
    stays("<script type='application/ld+json'>{\"sameAs\": \"https://www.youtube.com/x\"}</script>");
    let options = Options { inline: false, ..Options::default() };
    assert_eq!(changed(&rules_of(SITE, options), format!("<script>{snippet}</script>").as_bytes()).1, []);
}

#[test]
fn what_only_looks_like_a_tag_is_left_alone() {
    for page in [
        "<!-- <img src=//ads.example/x> -->",
        "<textarea><img src=//ads.example/x></textarea><title><img src=//ads.example/x></title>",
        "<style>a{background:url(//ads.example/x)}</style>",
        "<script>document.write('<img src=//own.example/x>')</script>",
        "<p title='<img src=//ads.example/x>'>",
        "<![CDATA[<img src=//ads.example/x>]]",
        "<img src=//ads.example/x",
        "<script>'https://ads.example'",
        "<noscript><img src=//ads.example/x>",
    ] {
        assert_eq!(html(page), page);
    }
}

#[test]
fn bytes_of_any_encoding_pass() {
    let page = b"<p>\xff\xfe\x00\x80\xe9</p><img alt=\xe9\xff src=https://ads.example/\xe9><script>'\xe9https://own.example'</script><noscript>\xe9<img src=//ads.example/\xe9></noscript>\r\n\0";
    let expected = b"<p>\xff\xfe\x00\x80\xe9</p><img data-sluis=\"ads\" alt=\xe9\xff data-src=https://ads.example/\xe9><script>'\xe9https://own.example'</script><noscript>\xe9<img data-sluis=\"ads\" data-src=//ads.example/\xe9></noscript>\r\n\0";
    let rules = rules();
    assert_eq!(changed(&rules, page).0, expected);
    for end in 0..page.len() {
        assert_eq!(in_chunks(&rules, page, &[end]), expected, "cut at {end}");
    }
}
