//! The edge in a real browser: what the core decides becomes elements, cookies and calls, and nothing else.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

use js_sys::{Array, Function, JSON, Object, Reflect};
use sluis::core::value::Value;
use sluis::core::view::View;
use sluis::web;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Document, Element, HtmlElement};

wasm_bindgen_test_configure!(run_in_browser);

const CONFIG: &str = r#"{
    "version": 1,
    "language": "nl",
    "controller": {"name": "Winkel <b>& Zoon</b>"},
    "services": [{
        "id": "teller", "name": "Teller", "category": "analytics", "provider": "Teller Ltd", "hosts": ["teller.example"],
        "items": [{"name": "_teller*", "retention": "P1Y"}, {"name": "teller", "storage": "localStorage", "retention": "persistent"}]
    }]
}"#;

fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

fn find(selector: &str) -> Option<Element> {
    document().query_selector(selector).unwrap()
}

fn click(selector: &str) {
    find(selector).unwrap().unchecked_into::<HtmlElement>().click();
}

fn run(script: &str) -> JsValue {
    Function::new_no_args(script).call0(&JsValue::NULL).unwrap()
}

fn cookies() -> String {
    run("return document.cookie").as_string().unwrap()
}

/// A guard as far as the core knows one: it holds nothing and writes down what it is told.
fn gate() -> JsValue {
    let gate = run("return { held: [], told: [], free() {}, signal() {}, emit(name) { this.told.push(name) } }");
    let listener = Closure::<dyn Fn(String) -> JsValue>::new(|what: String| {
        Closure::<dyn Fn(JsValue) -> bool>::new(move |told| web::heard(&what, &told)).into_js_value()
    });
    Reflect::set(&gate, &"listener".into(), &listener.into_js_value()).unwrap();
    gate
}

fn dutch() -> Vec<String> {
    let texts: Value = serde_wasm_bindgen::from_value(JSON::parse(include_str!("../src/core/text/nl.json")).unwrap()).unwrap();
    sluis::core::text::Key::NAMES[..sluis::core::text::FIRST]
        .iter()
        .map(|name| texts.get(name).unwrap().text().unwrap().to_owned())
        .collect()
}

/// A hand-written decoder is 8 KB smaller than serde-wasm-bindgen. It must read the same.
#[wasm_bindgen_test]
fn decoding_agrees_with_serde() {
    for json in [
        CONFIG,
        "null",
        "true",
        "-1.5",
        "\"é\\u0000\"",
        "[]",
        "{}",
        "[[],[null,{\"a\":{\"b\":[1,2,\"\"]}}]]",
        "{\"__proto__\":1,\"length\":2,\"\":3}",
        include_str!("../www/sites/twisted-bytes/consent.json"),
    ] {
        let parsed = JSON::parse(json).unwrap();
        let expected: Value = serde_wasm_bindgen::from_value(parsed.clone()).unwrap();
        assert!(web::decode::value(&parsed) == expected, "{json}");
    }
    for odd in ["undefined", "() => 1", "Symbol()", "10n", "new Date(0)"] {
        let _ = web::decode::value(&run(&["return ", odd].concat()));
    }
}

/// Nor may the way round it, for what is checked before: whole numbers, and no zeros in texts.
#[wasm_bindgen_test]
fn a_configuration_in_one_go_is_the_same() {
    for json in [CONFIG, "null", "[[],[null,true,false,12,{\"[\":{\"{\":[1,2,\"\"]}}]]", "{\"__proto__\":1,\"length\":2,\"\":\"é\\n\\\"\"}"]
    {
        let parsed = JSON::parse(json).unwrap();
        assert!(web::written::value(&parsed) == web::decode::value(&parsed), "{json}");
    }
    let odd = run("return ['a\\0]\\0{', -1.5, undefined, '\\ud800']");
    let read = ["a]{", "", "", "\u{fffd}"].map(|text| if text.is_empty() { Value::Null } else { Value::Text(text.to_owned()) });
    assert!(web::written::value(&odd) == Value::List(read.to_vec()));
}

/// What is made as a copy of the one before is what it would have been.
#[wasm_bindgen_test]
fn a_long_view_is_made_the_same() {
    let mut view = View::default();
    for (id, names) in
        [("a", vec!["1", "2", "3"]), ("b", vec!["1", "", "<3>"]), ("c", vec!["1"]), ("d", vec!["\0<\0img\0\0"]), ("a", vec![])]
    {
        view.open("section")
            .with("id", id)
            .with("data-service", id)
            .leaf("h4", id)
            .open("p")
            .text(id)
            .open("a")
            .with("href", id)
            .text("x")
            .close();
        view.text("more").close().open("table").open("tbody");
        for name in &names {
            view.open("tr")
                .leaf("td", name)
                .open("td")
                .with("data-label", id)
                .text("purpose")
                .close()
                .leaf("td", "year")
                .leaf("td", "kind")
                .close();
        }
        view.close().close().close().text(id);
    }
    let [short, long] = [web::dom::append, web::dom::append_long].map(|append| {
        let place = document().create_element("div").unwrap();
        append(&place, &view);
        place.inner_html()
    });
    assert_eq!(short, long);
    assert_eq!(long.matches("<tr>").count(), 8);
    assert!(long.contains("&lt;3&gt;") && long.contains("<td>&lt;img</td>"), "{long}");
}

#[wasm_bindgen_test]
fn a_view_becomes_elements_and_markup_in_it_stays_text() {
    let mut view = View::default();
    view.open("p").with("title", "<i>").text("<b>").open("em").text("&amp;").close().close().leaf("p", "2");
    let place = document().create_element("div").unwrap();
    web::dom::append(&place, &view);
    let first = place.first_element_child().unwrap();
    assert_eq!(first.get_attribute("title").as_deref(), Some("<i>"));
    assert_eq!(first.text_content().as_deref(), Some("<b>&amp;"));
    assert_eq!(first.child_element_count(), 1, "the one that was built, not the one that was written");
    assert_eq!(place.child_element_count(), 2);
}

/// One story, because a page has one component.
#[wasm_bindgen_test]
fn asked_granted_and_taken_back() {
    assert!(web::state().contains("\"valid\":false"), "without a configuration nothing is decided");
    assert!(find("#sluis").is_none());

    let gate = gate();
    let wanted = Array::new();
    let load = Closure::<dyn Fn(JsValue)>::new({
        let wanted = wanted.clone();
        move |language| {
            wanted.push(&language);
        }
    });
    let sealed = JSON::parse("{\"asked\": \"3f9a1c27\", \"texts\": {\"nl\": [[0, \"Eigen titel\"]]}}").unwrap();
    web::boot(
        &JSON::parse(CONFIG).unwrap(),
        sealed.unchecked_into(),
        "nl".into(),
        gate.clone().unchecked_into(),
        load.into_js_value().unchecked_into(),
    );
    assert!(web::state().contains("\"valid\":false") && wanted.length() == 0, "until it begins, nothing is decided");
    web::begin();
    assert_eq!(wanted.length(), 1, "texts are asked for once");
    assert!(find("#sluis").is_none(), "and nothing is shown without them");
    assert_eq!(wanted.get(0), "text");
    let texts: Array = dutch().into_iter().map(JsValue::from).collect();
    web::loaded(&texts);

    let banner = find("[data-sluis=banner]").unwrap();
    assert!(banner.text_content().unwrap().contains("Winkel <b>& Zoon</b>"), "markup in a name is text");
    assert!(banner.text_content().unwrap().contains("Eigen titel"), "the site's own wording");
    assert!(cookies().is_empty(), "nothing is stored before a choice");
    let ask: Function = Reflect::get(&gate, &"ask".into()).unwrap().unchecked_into();
    let may = |url: &str| ask.call1(&JsValue::NULL, &url.into()).unwrap().as_bool().unwrap();
    assert!(!may("https://teller.example/t.js"));

    click("[data-do=accept]");
    assert!(find("[data-sluis=banner]").is_none());
    assert!(cookies().contains("sluis_consent=1~") && cookies().contains("~a1s0r0~"), "{}", cookies());
    assert!(may("https://cdn.teller.example/t.js"));
    assert!(!may("https://teller.example.org/t.js"));

    run("document.cookie = '_teller_1=x; path=/'; document.cookie = 'mine=y; path=/'; localStorage.teller = '1'; localStorage.mine = '1'");
    web::withdraw();
    assert!(!may("https://teller.example/t.js"));
    assert!(!cookies().contains("_teller_1"), "{}", cookies());
    assert!(cookies().contains("mine=y"), "only what was declared goes");
    assert_eq!(run("return localStorage.teller"), JsValue::UNDEFINED);
    assert_eq!(run("return localStorage.mine"), "1");
    let receipts: Array = JSON::parse(&run("return localStorage.sluis_receipts").as_string().unwrap()).unwrap().unchecked_into();
    assert_eq!(receipts.length(), 2, "a grant and its withdrawal");

    web::open();
    assert_eq!(wanted.get(wanted.length() - 1), "detail", "the settings are asked for");
    web::failed();
    assert!(find("[data-sluis=banner]").is_some(), "without it the first layer is there to refuse on");
    web::reject();
    web::open();
    Reflect::set(&gate, &"detail".into(), &run("return (kind, place) => { const at = document.createElement('section'); at.dataset.sluis = kind; at.innerHTML = '<h2 id=sluis-settings-title tabindex=-1>Title</h2>'; place.appendChild(at) }")).unwrap();
    web::loaded(&texts);
    let title = find("#sluis-settings-title").unwrap();
    assert_eq!(document().active_element(), Some(title), "focus goes to what was opened");
    web::close();
    assert!(find("[data-sluis=settings]").is_none());
}
