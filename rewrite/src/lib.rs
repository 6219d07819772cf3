//! Puts a site's HTML into the marked form, in which nothing of a service that needs consent is requested or run, in
//! any browser, with or without Sluis: `<script type="text/plain" data-sluis="hotjar" src="…">`,
//! `<iframe data-sluis="youtube" data-src="…">`. What Sluis holds in the browser and what is marked here are decided by
//! the same `consent.json`, the same catalogue and the same matcher.
//!
//! Tags are found by Cloudflare's `lol_html`, in chunks of any size. Every byte that is not part of a change is passed
//! on as it came, whatever the page's encoding; doing it twice changes nothing the second time.
//!
//! ```
//! use sluis_rewrite::{Options, Rules, rewrite};
//! # let json = r#"{"version": 1, "controller": {"name": "A"}, "statement": {"url": "/p"}, "services": [{"catalogue": "youtube"}]}"#;
//! let value = sluis::core::value::from_json(json).map_err(|problem| problem.line())?;
//! let config = sluis::core::check::check(value, sluis::core::catalogue::all()).config.ok_or("refused")?;
//! let rules = Rules::new(&config, Options::default());
//!
//! let (html, changes) = rewrite(&rules, b"<iframe src='https://www.youtube.com/embed/x'></iframe>")?;
//! assert_eq!(html, b"<iframe data-sluis=\"youtube\" data-src='https://www.youtube.com/embed/x'></iframe>");
//! assert_eq!(changes[0].service, "youtube");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod element;
mod entity;
mod inline;
mod rules;
mod stream;
mod tag;

pub use rules::{Options, Rules};
pub use stream::{Change, Error, Rewriter, rewrite};
