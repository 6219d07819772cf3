//! What a view of the later modules is made from, as JavaScript hands it over.

use super::node::{get, text};
use super::{wording, written};
use crate::core::config::Config;
use crate::core::cut::cut;
use crate::core::seal;
use crate::core::shape::Read;
use crate::core::text::Texts;
use crate::core::value::Value;
use wasm_bindgen::JsValue;

/// A configuration that was checked and completed, texts in the order of the build with the site's own in place of
/// ours, and the tag of their language.
pub struct Source {
    pub config: Config,
    pub texts: Texts,
    pub tag: String,
}

impl Source {
    /// `config`, `texts` and `language` of a scene.
    pub fn of(scene: &JsValue) -> Option<Self> {
        let [config, texts] = ["config", "texts"].map(|name| get(scene, name));
        Self::new(&config?.into(), &texts?.into(), &text(scene, "language").unwrap_or_default())
    }

    /// `language` is the name of a list of texts, such as `nl-informal`.
    pub fn new(config: &JsValue, texts: &JsValue, language: &str) -> Option<Self> {
        let tag = cut(language, b'-').0;
        let sealed = get(config, seal::KEY).map_or(JsValue::NULL, JsValue::from);
        let value: Value = written::value(config);
        let texts = wording::read(texts, &sealed, tag)?;
        Some(Self { config: Config::read(Some(&value)), texts, tag: tag.to_owned() })
    }
}
