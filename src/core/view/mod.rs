//! What the visitor sees, as trees of nodes. Light DOM only: consent robots look nowhere else.

mod banner;
mod choices;
mod declaration;
#[cfg(not(target_arch = "wasm32"))]
mod html;
mod node;
mod notice;
mod service;
mod settings;

pub use declaration::declaration;
pub use node::{Element, Node, el};
pub use notice::notice;

use crate::core::effect::Layer;
use crate::core::reduce::App;
use crate::core::text::Texts;

/// What a view needs beside the state: the wording, and what only the page can tell.
pub struct Scene<'a> {
    pub app: &'a App,
    pub texts: &'a Texts,
    /// The host the page is on; named as the scope when the configuration gives no domains.
    pub host: &'a str,
    /// The label of the page's own way back to the settings.
    pub control: &'a str,
    /// A country's name for its two letters, in the page's language.
    pub country: &'a dyn Fn(&str) -> String,
}

/// A layer, or `None` where there is nothing to ask.
pub fn layer(scene: &Scene<'_>, layer: Layer) -> Element {
    match layer {
        Layer::Banner => banner::banner(scene),
        Layer::Settings => settings::settings(scene),
    }
}
