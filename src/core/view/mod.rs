//! What the visitor sees, as data. Light DOM only: consent robots look nowhere else.

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
pub use node::{Step, View};
pub use notice::notice;

use crate::core::effect::Layer;
use crate::core::reduce::App;
use crate::core::text::{Key, Texts};

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

impl Scene<'_> {
    #[inline(never)]
    fn say(&self, key: Key) -> &str {
        self.texts.get(key)
    }
}

/// A layer.
pub fn layer(scene: &Scene<'_>, layer: Layer) -> View {
    let mut view = View::default();
    match layer {
        Layer::Banner => banner::banner(scene, &mut view),
        Layer::Settings => settings::settings(scene, &mut view),
    }
    view
}

/// Our one element in the page, with the live region that is there before anything is said in it.
pub fn root(app: &App) -> View {
    let ui = &app.config.ui;
    let mut view = View::default();
    view.open("div")
        .with("id", "sluis")
        .with("data-sluis", "root")
        .with("lang", app.tag())
        .with("data-layout", ui.layout.name())
        .with("data-theme", ui.theme.name())
        .with("data-corner", ui.corner.name());
    view.open("div").with("data-sluis", "notice").with("role", "status").with("tabindex", "-1").close();
    view.close();
    view
}

/// The way back to the settings, for pages that have none.
pub fn control(scene: &Scene<'_>) -> View {
    let mut view = View::default();
    choices::button(&mut view, "open").with("data-sluis", "control").text(scene.say(Key::LinkSettings)).close();
    view
}
