//! Writes the JSON Schemas and the TypeScript types from the shapes, natively. What is committed in `pkg/`
//! is exactly what this writes; a test holds them to each other.

use super::catalogue;
use super::config::Config;
use super::format::Format;
use super::receipt::Receipt;
use super::shape::{Field, Kind, Need, Shape};
use super::signal::call::FORBIDDEN;
use super::text::{Key, tags};
use serde_json::{Map, Value, json};

/// The host name of [`Format::Host`] as a regular expression.
const HOST: &str = r"(localhost|[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+)";

/// Every generated file: its path in the repository and its text.
pub fn files() -> Vec<(&'static str, String)> {
    vec![("pkg/consent.schema.json", consent_schema()), ("pkg/receipt.schema.json", receipt_schema()), ("pkg/types/config.d.ts", types())]
}

/// The JSON Schema of consent.json.
pub fn consent_schema() -> String {
    schema("consent.json", Config::SHAPE)
}

/// The JSON Schema of a receipt.
pub fn receipt_schema() -> String {
    schema("Receipt", Receipt::SHAPE)
}

fn schema(title: &str, root: &'static Shape) -> String {
    let mut definitions = Map::new();
    let mut whole = Map::new();
    whole.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    whole.insert("title".into(), json!(title));
    whole.extend(object(root, &mut definitions));
    if !definitions.is_empty() {
        whole.insert("$defs".into(), Value::Object(definitions));
    }
    let mut text = serde_json::to_string_pretty(&whole).unwrap_or_default();
    text.push('\n');
    text
}

fn object(shape: &'static Shape, definitions: &mut Map<String, Value>) -> Map<String, Value> {
    let mut properties = Map::new();
    for field in shape.fields {
        properties.insert(field.key.into(), property(field, definitions));
    }
    let required: Vec<_> = shape.fields.iter().filter(|field| field.need == Need::Required).map(|field| field.key).collect();
    let mut map = Map::new();
    map.insert("description".into(), json!(docs(shape.docs)));
    map.insert("type".into(), json!("object"));
    if !required.is_empty() {
        map.insert("required".into(), json!(required));
    }
    if shape.name == "Service" {
        // The catalogue gives the rest.
        map.insert("anyOf".into(), json!([{ "required": ["catalogue"] }, { "required": ["id", "name", "category"] }]));
    }
    map.insert("properties".into(), Value::Object(properties));
    map.insert("additionalProperties".into(), json!(false));
    map
}

fn property(field: &Field, definitions: &mut Map<String, Value>) -> Value {
    let mut value = of_kind(field.kind, field.format, definitions);
    if field.nullable {
        value = nullable(value);
    }
    let mut map = Map::new();
    map.insert("description".into(), json!(docs(field.docs)));
    if field.key == "catalogue" {
        map.insert("examples".into(), json!(catalogue::IDS));
    }
    if let Value::Object(value) = value {
        map.extend(value);
    }
    Value::Object(map)
}

fn of_kind(kind: Kind, format: Format, definitions: &mut Map<String, Value>) -> Value {
    match kind {
        Kind::Truth => json!({ "type": "boolean" }),
        Kind::TruthOr(names) => {
            let mut values = vec![json!(true), json!(false)];
            values.extend(names.iter().map(|name| json!(name)));
            json!({ "enum": values })
        }
        Kind::Number => {
            let (least, most) = format.bounds();
            json!({ "type": "integer", "minimum": least, "maximum": most })
        }
        Kind::Text => text(format),
        Kind::Choice(names) => json!({ "type": "string", "enum": names }),
        Kind::Call => call(),
        Kind::List(kind) => json!({ "type": "array", "items": of_kind(*kind, format, definitions) }),
        Kind::Map(kind) => json!({ "type": "object", "additionalProperties": of_kind(*kind, format, definitions) }),
        Kind::PerLanguage(_) => {
            definitions.entry("Texts").or_insert_with(text_keys);
            per_language(json!({ "$ref": "#/$defs/Texts" }), definitions)
        }
        Kind::Localised => {
            let mut texts = per_language(text(format), definitions);
            texts["minProperties"] = json!(1);
            json!({ "anyOf": [text(format), texts] })
        }
        Kind::Object(shape) => {
            if !definitions.contains_key(shape.name) {
                // Reserved first, so that definitions stand in the order of the declarations.
                definitions.insert(shape.name.into(), Value::Null);
                let object = object(shape, definitions);
                definitions.insert(shape.name.into(), Value::Object(object));
            }
            json!({ "$ref": format!("#/$defs/{}", shape.name) })
        }
    }
}

/// The JSON Schema of a text of this format.
pub fn text(format: Format) -> Value {
    let mut map = Map::new();
    map.insert("type".into(), json!("string"));
    if format == Format::Language {
        map.insert("enum".into(), json!(tags().collect::<Vec<_>>()));
    }
    let pattern = pattern(format);
    if !pattern.is_empty() {
        map.insert("pattern".into(), json!(pattern));
    }
    let longest = match format {
        Format::Slug => 40,
        Format::Host => 253,
        Format::Name => 128,
        _ => 0,
    };
    if longest > 0 {
        map.insert("maxLength".into(), json!(longest));
    }
    if format == Format::Url {
        map.insert("minLength".into(), json!(1));
    }
    Value::Object(map)
}

/// An object with something for each language. The languages are named once, not in every place that has texts.
fn per_language(value: Value, definitions: &mut Map<String, Value>) -> Value {
    definitions.entry("Language").or_insert_with(|| text(Format::Language));
    json!({ "type": "object", "propertyNames": { "$ref": "#/$defs/Language" }, "additionalProperties": value })
}

/// The same as [`Format::fits`], as a regular expression that both ECMAScript and Rust understand.
fn pattern(format: Format) -> String {
    let month = "-(0[1-9]|1[0-2])";
    let day = "-(0[1-9]|[12][0-9]|3[01])";
    match format {
        Format::Filled => r"[^\x00-\x20]".into(),
        Format::Slug => "^[a-z0-9]+(-[a-z0-9]+)*$".into(),
        Format::Version => "^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$".into(),
        Format::Host => format!("^{HOST}$"),
        Format::Pattern => format!(r#"^{HOST}(/[!-"$->@-\[\]-~]*)?$"#),
        Format::Name => r"^[^\x00-\x1f;=]*[^\x00-\x1f;=* ][^\x00-\x1f;=]*$".into(),
        Format::Url => r"^([hH][tT][tT][pP][sS]?://[^/?#\\\x00-\x20][^\\\x00-\x20]*|[^:/?#\\\x00-\x20]*([/?#][^\\\x00-\x20]*)?)$".into(),
        Format::Country => "^[A-Z]{2}$".into(),
        Format::Date => format!("^[0-9]{{4}}({month}({day})?)?$"),
        Format::Email => format!(r#"^[^\x00-\x20"<>?&,;:@]+@{HOST}$"#),
        Format::Retention => "^(session|persistent|P[1-9][0-9]{0,3}[DMY]|PT[1-9][0-9]{0,3}[HM])$".into(),
        Format::Hash => "^[0-9a-f]{8}$".into(),
        Format::Minute => "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}Z$".into(),
        Format::Free | Format::Language | Format::One | Format::Term | Format::Months => String::new(),
    }
}

/// The same as [`super::signal::call::is_function`]. Rust's expressions cannot look ahead, so what is forbidden stands apart.
fn call() -> Value {
    let forbidden = format!(r"^({})(\.|$)", FORBIDDEN.join("|"));
    json!({
        "type": "array",
        "minItems": 1,
        "prefixItems": [{
            "type": "string",
            "pattern": r"^[A-Za-z0-9_]+(\.[A-Za-z0-9_]+)?$",
            "not": { "pattern": forbidden },
        }],
    })
}

fn text_keys() -> Value {
    let properties: Map<_, _> = Key::NAMES.iter().map(|key| ((*key).into(), text(Format::Filled))).collect();
    json!({ "description": "Own wording in one language, by text key.", "type": "object", "properties": properties, "additionalProperties": false })
}

fn nullable(value: Value) -> Value {
    match value {
        Value::Object(mut map) if map.get("type").is_some_and(Value::is_string) => {
            let kind = map.get("type").cloned();
            map.insert("type".into(), json!([kind, "null"]));
            Value::Object(map)
        }
        Value::Object(mut map) => {
            if let Some(Value::Array(options)) = map.get_mut("anyOf") {
                options.push(json!({ "type": "null" }));
                return Value::Object(map);
            }
            json!({ "anyOf": [map, { "type": "null" }] })
        }
        other => other,
    }
}

/// Documentation as one text: comment lines lose their leading space and are joined.
fn docs(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}

/// The TypeScript types of consent.json and of a receipt.
pub fn types() -> String {
    let mut shapes = Vec::new();
    collect(Config::SHAPE, &mut shapes);
    collect(Receipt::SHAPE, &mut shapes);
    let mut text = String::from("// Generated from src/core/config.rs and src/core/receipt.rs by `cargo xtask schema`.\n");
    for shape in shapes {
        text.push_str(&format!("\n{}export interface {} {{\n", comment(shape.docs, ""), shape.name));
        for field in shape.fields {
            let optional = if field.need == Need::Optional { "?" } else { "" };
            let null = if field.nullable { " | null" } else { "" };
            let key = if field.key.starts_with('$') { format!("'{}'", field.key) } else { field.key.into() };
            let kind = match (shape.name, field.key) {
                ("Service", "catalogue") => "CatalogueId".into(),
                _ => type_of(field.kind, field.format),
            };
            text.push_str(&format!("{}  {key}{optional}: {kind}{null};\n", comment(field.docs, "  ")));
        }
        text.push_str("}\n");
    }
    text.push_str("\n/** A text for every language, or one per language. */\n");
    text.push_str("export type Localised = string | { [language in Language]?: string };\n");
    text.push_str("\n/** A language of the texts. */\n");
    text.push_str(&format!("export type Language = {};\n", union(&tags().collect::<Vec<_>>())));
    text.push_str("\n/** Own wording in one language, by text key. */\n");
    text.push_str("export type Texts = { [key in TextKey]?: string };\n");
    text.push_str("\n/** The id of a known service; the list grows. */\n");
    text.push_str(&format!("export type CatalogueId = {} | (string & {{}});\n", union(catalogue::IDS)));
    text.push_str("\n/** The key of a text that can be replaced. */\n");
    text.push_str(&format!("export type TextKey = {};\n", union(Key::NAMES)));
    text
}

fn collect(shape: &'static Shape, shapes: &mut Vec<&'static Shape>) {
    if shapes.iter().any(|known| known.name == shape.name) {
        return;
    }
    shapes.push(shape);
    for field in shape.fields {
        match field.kind {
            Kind::Object(inner) => collect(inner, shapes),
            Kind::List(Kind::Object(inner)) => collect(inner, shapes),
            _ => {}
        }
    }
}

fn type_of(kind: Kind, format: Format) -> String {
    match kind {
        Kind::Truth => "boolean".into(),
        Kind::TruthOr(names) => format!("boolean | {}", union(names)),
        Kind::Number if format == Format::One => "1".into(),
        Kind::Number => "number".into(),
        Kind::Text if format == Format::Language => "Language".into(),
        Kind::Text => "string".into(),
        Kind::Localised => "Localised".into(),
        Kind::Choice(names) => union(names),
        Kind::Call => "[name: string, ...values: unknown[]]".into(),
        Kind::List(kind @ Kind::Choice(_)) => format!("({})[]", type_of(*kind, format)),
        Kind::List(kind) => format!("{}[]", type_of(*kind, format)),
        Kind::PerLanguage(_) => "{ [language in Language]?: Texts }".into(),
        Kind::Map(kind) => format!("{{ [key: string]: {} }}", type_of(*kind, format)),
        Kind::Object(shape) => shape.name.into(),
    }
}

fn union(names: &[&str]) -> String {
    names.iter().map(|name| format!("'{name}'")).collect::<Vec<_>>().join(" | ")
}

fn comment(text: &str, indent: &str) -> String {
    format!("{indent}/** {} */\n", docs(text))
}
