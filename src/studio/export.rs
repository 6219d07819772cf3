//! The module's surface towards JavaScript: JSON as text, because that is all that has to cross.

use crate::author::prerender::{Place, question as draw};
use crate::author::snippet::{Element, Form, Head};
use crate::author::{Files, reason, run as told};
use crate::core::config::Config;
use crate::core::shape::Read;
use crate::core::value::from_json;
use serde_json::{Value as Json, json};
use wasm_bindgen::prelude::*;

/// Runs a command for authors: `{out, err, code}`, or `null` when there is none of that name. `disk` is called as
/// `disk(verb, name, text)`, with the verbs of [`Files`], and throws the name of an error.
#[wasm_bindgen]
pub fn run(program: &str, words: Vec<String>, disk: js_sys::Function) -> String {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let told = told(program, &Disk(disk), &words);
    told.map_or_else(|| String::from("null"), |told| json!({ "out": told.out, "err": told.err, "code": told.code }).to_string())
}

/// The snippet around a configuration that is sealed already, as the elements it consists of: a list of
/// `{name, attributes, text}`, in which the value of an attribute that is a bare name is `true`. With `printed` as one
/// text. `form`: waiting, inline or tag. `guard`, `policy`, `names`: the texts of those files. `import`: JSON text, or
/// empty.
#[wasm_bindgen]
#[allow(clippy::too_many_arguments)]
pub fn head(
    sealed: &str,
    form: &str,
    base: &str,
    guard: &str,
    policy: &str,
    names: &str,
    import: &str,
    printed: bool,
) -> Result<String, JsError> {
    let form = match form {
        "waiting" => Form::Waiting,
        "inline" => Form::Inline,
        "tag" => Form::Tag,
        other => return Err(JsError::new(&["There is no form ", other, ": use waiting, inline or tag."].concat())),
    };
    let import = (!import.is_empty()).then_some(import);
    let head = Head { form, base, guard, policy, names, import, remarks: false };
    let written = if printed { head.html(sealed) } else { head.elements(sealed).map(|elements| listed(&elements)) };
    written.map_err(|failure| JsError::new(&failure.to_string()))
}

/// The question around a configuration that is sealed already, as HTML; `language`, `host` and `base` as for the command
/// `prerender`.
#[wasm_bindgen]
pub fn question(sealed: &str, language: &str, host: &str, base: &str) -> Result<String, JsError> {
    let config = from_json(sealed).map_err(|_| JsError::new("This is no sealed configuration."))?;
    let drawn = draw(&Config::read(Some(&config)), Place { language, host, base });
    drawn.map_err(|failure| JsError::new(&failure.to_string()))
}

fn listed(elements: &[Element]) -> String {
    let one = |element: &Element| {
        let attributes = element.attributes.iter().map(|(name, value)| {
            let value = value.as_ref().map_or(Json::Bool(true), |value| json!(value));
            (String::from(*name), value)
        });
        json!({ "name": element.name, "attributes": Json::Object(attributes.collect()), "text": element.text })
    };
    Json::Array(elements.iter().map(one).collect()).to_string()
}

/// A disk that JavaScript has.
struct Disk(js_sys::Function);

impl Disk {
    fn ask(&self, verb: &str, name: &str, text: &str) -> Result<JsValue, String> {
        let answer = self.0.call3(&JsValue::NULL, &verb.into(), &name.into(), &text.into());
        answer.map_err(|why| reason(&why.as_string().unwrap_or_default()))
    }
}

impl Files for Disk {
    fn bytes(&self, file: &str) -> Result<Vec<u8>, String> {
        Ok(js_sys::Uint8Array::new(&self.ask("bytes", file, "")?).to_vec())
    }

    fn folder(&self, folder: &str) -> Result<Vec<String>, String> {
        let names = js_sys::Array::from(&self.ask("folder", folder, "")?);
        Ok(names.iter().filter_map(|name| name.as_string()).collect())
    }

    fn write(&self, file: &str, text: &str) -> Result<(), String> {
        self.ask("write", file, text).map(drop)
    }

    fn part(&self, name: &str) -> Result<String, String> {
        Ok(self.ask("part", name, "")?.as_string().unwrap_or_default())
    }
}

/// [`super::judge`].
#[wasm_bindgen]
pub fn judge(text: &str) -> String {
    super::judge(text).to_string()
}

/// [`super::policy`].
#[wasm_bindgen]
pub fn policy(text: &str, state: &str) -> String {
    super::policy(text, state).to_string()
}

/// [`super::statement`].
#[wasm_bindgen]
pub fn statement(text: &str, language: &str, draft: bool) -> String {
    super::statement(text, language, draft).to_string()
}

/// [`super::services`].
#[wasm_bindgen]
pub fn services() -> String {
    super::services()
}
