//! What an owner pastes into `<head>`, with the configuration complete inside.

use super::{Desk, Failure, Outcome};
use crate::core::check::Checked;
use crate::core::config::{Config, Enforce};
use crate::core::shape::Read;
use crate::core::text::{self, language};
use crate::core::value::{Value, from_json};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

pub(super) const HELP: &str = "\
snippet FILE [OPTIONS]

  Prints what belongs into <head>, right after <meta charset>, with the configuration complete and sealed inside.

  --tag             one <script src>, which stops less
  --no-wait         without the line that makes Chromium's preload scanner wait
  --base PATH       where the files of dist/web are served; ends in /, and is /sluis/ if not given
  --earlier FILE    a configuration that was published before: who chose under it is asked only what has changed since;
                    can be given more than once
  --import FILE     takes over choices that another tool has stored: what migrate --import wrote
";

/// How the page carries Sluis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The guard inline, behind an empty policy that makes Chromium's preload scanner wait.
    Waiting,
    /// The guard inline.
    Inline,
    /// One `<script src>` for everything.
    Tag,
}

/// What stands around the sealed configuration.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// How the page carries Sluis.
    pub form: Form,
    /// Where the files of `dist/web` are served; ends in `/`.
    pub base: &'a str,
    /// The text of `sluis.guard.js`, as it was built.
    pub guard: &'a str,
    /// The text of `sluis.policy.js`: what gives a page the policy of the stored choice, for a site that enforces it; of
    /// `sluis.first.js` for one that does so before a choice, too.
    pub policy: &'a str,
    /// The text of `sluis.names.json`: the names that the build has given to what a first visit needs.
    pub names: &'a str,
    /// What `sluis migrate --import` has written, as JSON text.
    pub import: Option<&'a str>,
    /// Whether it says in the page what it is.
    pub remarks: bool,
}

/// An element of the head. Attributes stand in order; one without a value is a bare name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// Its name: `meta`, `link` or `script`.
    pub name: &'static str,
    /// Names and values. A value can stand between double quotes as it is.
    pub attributes: Vec<(&'static str, Option<String>)>,
    /// What is inside, as it stands in the page.
    pub text: String,
}

/// What was typed.
#[derive(Debug)]
struct Wish<'a> {
    file: &'a str,
    form: Option<Form>,
    base: &'a str,
    earlier: Vec<&'a str>,
    import: Option<&'a str>,
}

const TITLE: &str = "<!-- Sluis. Right after <meta charset>, before every other script. -->\n";
const REASON: &str = r#"<!-- Optional. Makes Chromium send nothing to third parties that stand in the HTML itself before the guard
     is there. Its price: files of your own that stand below a slow script are found later too. -->
"#;

/// Prints the snippet for a file.
pub(super) fn snippet(words: &[&str], desk: &mut Desk<'_>) -> Outcome {
    let wish = Wish::read(words, desk)?;
    let checked = desk.accepted(wish.file)?;
    let sealed = sealed(&checked, &editions(desk, &wish.earlier)?)?;
    let import = wish.import.map(|file| desk.text(file)).transpose()?;
    let form = wish.form.unwrap_or(Form::Waiting);
    let enforce = checked.config.as_ref().map(|config| config.enforce).unwrap_or_default();
    let needed = |name, needed: bool| if needed { part(desk, name) } else { Ok(String::new()) };
    let inline = form != Form::Tag;
    let [guard, names] = [needed("sluis.guard.js", inline)?, needed("sluis.names.json", inline)?];
    let early = if enforce == Enforce::First { "sluis.first.js" } else { "sluis.policy.js" };
    let policy = needed(early, inline && enforce != Enforce::Never)?;
    let head = Head { form, base: wish.base, guard: &guard, policy: &policy, names: &names, import: import.as_deref(), remarks: true };
    desk.out = head.html(&sealed)? + "\n";
    if inline {
        let hash = hash(&head.inline(enforce));
        desk.err.push_str(&format!("With a Content-Security-Policy of your own, script-src needs {hash} and 'wasm-unsafe-eval'.\n"));
    }
    Ok(())
}

impl<'a> Wish<'a> {
    fn read(words: &[&'a str], desk: &Desk<'_>) -> Outcome<Self> {
        let mut wish = Self { file: "", form: None, base: "/sluis/", earlier: Vec::new(), import: None };
        wish.file = desk.one_file(words, "snippet FILE", OPTIONS, |option, value| {
            match option {
                "--tag" | "--no-wait" => {
                    let form = if option == "--tag" { Form::Tag } else { Form::Inline };
                    if wish.form.is_some_and(|other| other != form) {
                        return Err(Failure::call("--tag and --no-wait exclude each other."));
                    }
                    wish.form = Some(form);
                }
                "--base" => wish.base = value()?,
                "--earlier" => wish.earlier.push(value()?),
                "--import" => wish.import = Some(value()?),
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        match wish {
            Wish { form: Some(Form::Tag), import: Some(_), .. } => Err(Failure::call(NO_IMPORT)),
            Wish { base, .. } => based(base).map(|()| wish),
        }
    }
}

const OPTIONS: &str = "use --tag, --no-wait, --base PATH, --earlier FILE or --import FILE";
const NO_IMPORT: &str = "A choice can be imported only where the sealed configuration stands in the page: --import does not go with --tag.";

/// A base stands in an attribute as it is.
pub(super) fn based(base: &str) -> Outcome {
    let fits = base.ends_with('/') && base.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>&".contains(&byte));
    if fits {
        Ok(())
    } else {
        Err(Failure::call(format!("The base has to be a path or an address that ends in /, such as /sluis/. Found: {base}")))
    }
}

/// From the first page on a policy lets only the site's own and what is declared load: Sluis has to be among it.
fn reached(base: &str, config: &Value) -> Outcome {
    let host = base.split_once("//").and_then(|(_, rest)| rest.split('/').next()).unwrap_or_default();
    let own = config.get("domains").map(Value::items).unwrap_or_default().iter().any(|domain| domain.text() == Some(host));
    if host.is_empty() || own || Enforce::read(config.get("enforce")) != Enforce::First {
        return Ok(());
    }
    Err(Failure::refused(format!(
        "With \"enforce\": \"first\" no file from {host} would load, so Sluis would not either: found the base {base}, expected a path, or {host} among the domains."
    )))
}

fn part(desk: &Desk<'_>, name: &str) -> Outcome<String> {
    let text = desk.files.part(name).map_err(|why| Failure::system(format!("Could not read {name} of the package: {why}.")))?;
    Ok(text.trim_end().to_owned())
}

/// The configurations that were published before.
pub(super) fn editions(desk: &Desk<'_>, files: &[&str]) -> Outcome<Vec<Config>> {
    files.iter().map(|file| desk.usable(file)).collect()
}

/// The configuration, complete and sealed: the guard finds every host in it, and no visitor has to check it again.
pub fn sealed(checked: &Checked, earlier: &[Config]) -> Outcome<String> {
    let config = checked.config.as_ref().ok_or_else(|| Failure::refused("The configuration is refused: mend the errors above."))?;
    let wrong = |error| Failure::refused(format!("The configuration can't be written: {error}."));
    let value = crate::core::seal::sealed(&checked.complete, config, earlier).map_err(wrong)?;
    serde_json::to_string(&value).map_err(wrong)
}

impl Head<'_> {
    /// The snippet around a sealed configuration, in ASCII: a page may be in any encoding that contains that.
    pub fn html(&self, sealed: &str) -> Outcome<String> {
        let elements = self.elements(sealed)?;
        let mut html = String::from(if self.remarks { TITLE } else { "" });
        if self.remarks && self.form == Form::Waiting {
            html.push_str(REASON);
        }
        html.push_str(&elements.iter().map(Element::html).collect::<Vec<_>>().join("\n"));
        Ok(html)
    }

    /// The same as the elements it consists of, for whoever has a template of another kind.
    pub fn elements(&self, sealed: &str) -> Outcome<Vec<Element>> {
        based(self.base)?;
        if self.form == Form::Tag && self.import.is_some() {
            return Err(Failure::call(NO_IMPORT));
        }
        let config = from_json(sealed).map_err(|problem| Failure::refused(format!("The configuration is not JSON: {}.", problem.found)))?;
        reached(self.base, &config)?;
        let file = |name: &str| Some([self.base, name].concat());
        if self.form == Form::Tag {
            return Ok(vec![data("config", sealed), Element::new("script", [("src", file("sluis.js"))], "")]);
        }
        let mut elements = Vec::new();
        if self.form == Form::Waiting {
            let policy = [("http-equiv", Some("Content-Security-Policy".into())), ("content", Some(String::new()))];
            elements.push(Element::new("meta", policy, ""));
        }
        elements.extend(self.ahead(&config)?);
        elements.push(data("config", sealed));
        elements.push(Element::new("script", [], &self.guarded(&config)?));
        if let Some(text) = self.import {
            // Before the core, which reads the choice.
            elements.push(data("import", &choices(text)?));
            elements.push(Element::new("script", [("src", file("sluis.import.js"))], ""));
        }
        let core = [("src", file("sluis.core.js")), ("async", None), ("fetchpriority", Some("high".into()))];
        elements.push(Element::new("script", core, ""));
        Ok(elements)
    }

    /// The script that stands inline: the guard and, before it, for who enforces, what gives a page the policy of the
    /// stored choice.
    fn inline(&self, enforce: Enforce) -> String {
        let [guard, policy] = [self.guard, self.policy].map(str::trim_end);
        if enforce != Enforce::Never { [policy, "\n", guard].concat() } else { guard.into() }
    }

    fn guarded(&self, config: &Value) -> Outcome<String> {
        let script = self.inline(Enforce::read(config.get("enforce")));
        match script.to_ascii_lowercase().contains("</script") {
            true => Err(Failure::refused("The guard contains `</script`, so it can't stand in a page.")),
            false => Ok(script),
        }
    }

    /// Has the browser fetch along with the page what the core would ask for one after the other. The texts only as a
    /// hint, in the site's own language: who has chosen does without them.
    fn ahead(&self, config: &Value) -> Outcome<Vec<Element>> {
        let names = from_json(self.names).map_err(|_| Failure::refused(NAMELESS))?;
        let (Some(module), Some(hash)) = (said(&names, "module"), said(&names, "texts")) else { return Err(Failure::refused(NAMELESS)) };
        let link = |rel: &str, file: &str| {
            let attributes =
                [("rel", rel.into()), ("as", "fetch".into()), ("href", [self.base, file].concat()), ("crossorigin", String::new())];
            Element::new("link", attributes.map(|(name, value)| (name, Some(value))), "")
        };
        let mut links = vec![link("preload", module)];
        let services = config.get("services").map(Value::items).unwrap_or_default();
        if services.iter().any(|service| said(service, "category") != Some("functional")) {
            let id = language("", said(config, "language"), said(config, "formality") == Some("informal"));
            links.push(link("prefetch", &format!("text-{}-{hash}.json", text::part(id))));
        }
        Ok(links)
    }
}

impl Element {
    fn new<const N: usize>(name: &'static str, attributes: [(&'static str, Option<String>); N], text: &str) -> Self {
        Self { name, attributes: attributes.into(), text: text.into() }
    }

    fn html(&self) -> String {
        let written = |(name, value): &(&str, Option<String>)| match value {
            Some(value) => format!(" {name}=\"{value}\""),
            None => format!(" {name}"),
        };
        let open: String = self.attributes.iter().map(written).collect();
        let end = if self.name == "script" { [&self.text, "</script>"].concat() } else { String::new() };
        format!("<{}{open}>{end}", self.name)
    }
}

const NAMELESS: &str = "sluis.names.json is not as the build writes it: take all files of the package from one release.";

fn said<'a>(of: &'a Value, key: &str) -> Option<&'a str> {
    of.get(key).and_then(Value::text)
}

/// What another tool has stored, as far as it can be seen that it is that.
fn choices(text: &str) -> Outcome<String> {
    let value = from_json(text).map_err(|problem| Failure::refused(format!("The import is not JSON: {}.", problem.found)))?;
    let missing: Vec<&str> =
        ["from", "covers", "until"].into_iter().filter(|key| matches!(value.get(key), None | Some(Value::Null))).collect();
    if !missing.is_empty() {
        let missing = missing.join(", ");
        return Err(Failure::refused(format!("The import is none that migrate --import has written: {missing} is missing.")));
    }
    serde_json::to_string(&value).map_err(|error| Failure::refused(format!("The import can't be written: {error}.")))
}

fn data(name: &str, json: &str) -> Element {
    let attributes = [("type", Some("application/json".into())), ("data-sluis", Some(name.into()))];
    Element::new("script", attributes, &ascii(json))
}

/// JSON in ASCII. Inside a script element only `<` can end it or change how it is read.
fn ascii(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for sign in json.chars() {
        match sign {
            '<' | '\u{80}'.. => sign.encode_utf16(&mut [0; 2]).iter().for_each(|unit| out.push_str(&format!("\\u{unit:04x}"))),
            _ => out.push(sign),
        }
    }
    out
}

/// The source expression that lets a policy allow this very script.
pub fn hash(script: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script)))
}

#[cfg(test)]
mod tests {
    use super::super::files::memory::Memory;
    use super::super::{Told, judged, run};
    use super::*;
    use crate::core::seal::checksum;
    use crate::core::value::{Value, from_json};

    fn config() -> Checked {
        judged(
            r#"{"$schema": "x", "version": 1, "controller": {"name": "</script><!--"}, "services": [{"catalogue": "google-analytics"}]}"#,
        )
    }

    const NAMES: &str = r#"{"module": "sluis-0.wasm", "texts": "1"}"#;

    fn html(form: Form, guard: &str) -> Outcome<String> {
        Head { form, base: "/s/", guard, policy: "", names: NAMES, import: None, remarks: true }.html(&sealed(&config(), &[])?)
    }

    fn told(words: &[&str]) -> Told {
        let files = Memory::with(&[
            ("a.json", r#"{"version": 1, "controller": {"name": "Café 🎬"}}"#),
            ("bad.json", r#"{"version": 1}"#),
            ("cdn.json", r#"{"version": 1, "controller": {"name": "A"}, "domains": ["a.test", "cdn.test"], "enforce": "first"}"#),
            ("enforce.json", r#"{"version": 1, "controller": {"name": "A"}, "enforce": true}"#),
            ("first.json", r#"{"version": 1, "controller": {"name": "A"}, "enforce": "first"}"#),
            ("import.json", r#"{ "from": "klaro", "covers": ["</script>"], "until": "2027-05-22" }"#),
            ("none.json", r#"{"from": "klaro"}"#),
            ("web/sluis.first.js", "first()\n"),
            ("web/sluis.guard.js", "guard()\n"),
            ("web/sluis.names.json", NAMES),
            ("web/sluis.policy.js", "early()\n"),
        ]);
        run("npx sluis", &files, &[&["snippet"], words].concat()).unwrap()
    }

    #[test]
    fn nothing_in_a_configuration_ends_the_element() {
        let html = html(Form::Inline, "guard()").unwrap();
        assert_eq!(html.matches("</script").count(), 3);
        assert_eq!(html.matches("<!--").count(), 1);
        let text = html.split("config\">").nth(1).unwrap().split("</script>").next().unwrap();
        let read = from_json(text).unwrap();
        assert_eq!(read.get("controller"), config().complete.get("controller"));
        assert_eq!(read.get("$schema"), None);
        let hosts = read.get("services").unwrap().items()[0].get("hosts").unwrap();
        assert!(hosts.items().iter().any(|host| host.text() == Some("google-analytics.com")), "{hosts:?}");
    }

    #[test]
    fn the_seal_is_over_what_stands_beside_it() {
        let text = sealed(&config(), &[]).unwrap();
        let Value::Map(mut members) = from_json(&text).unwrap() else { unreachable!() };
        let (key, seal) = members.pop().unwrap();
        assert_eq!(key, "sealed");
        // What the page's own script computes, in the same order: pkg/src/seal.ts.
        let rest = serde_json::to_string(&Value::Map(members)).unwrap();
        assert_eq!(seal.get("check").unwrap().text(), Some(&*checksum(&rest)));
        assert_eq!(checksum("\u{e9}\u{1f600}"), "44cc4da1");
    }

    #[test]
    fn l_04_the_seal_says_what_changed_since_an_earlier_version() {
        let earlier = |json: &str| judged(json).config.unwrap();
        let none = earlier(r#"{"version": 1, "controller": {"name": "A"}}"#);
        let more = earlier(
            r#"{"version": 1, "controller": {"name": "A"}, "services": [{"catalogue": "google-analytics"}, {"catalogue": "youtube"}]}"#,
        );
        let seal = from_json(&sealed(&config(), &[none, more]).unwrap()).unwrap().get("sealed").unwrap().clone();
        let again: Vec<_> =
            seal.get("earlier").unwrap().items().iter().map(|edition| edition.get("again").unwrap().items().to_vec()).collect();
        assert_eq!(again, [vec![Value::Text("analytics".into())], vec![]], "something new is asked, something less is not");
    }

    #[test]
    fn each_form_has_what_it_needs_in_order() {
        let order = |form| {
            let html = html(form, "guard()").unwrap();
            let [module, texts] = ["\"/s/sluis-0.wasm\" crossorigin=\"\"", "\"/s/text-en-1.json\" crossorigin=\"\""];
            ["<meta http-equiv", module, texts, "data-sluis=\"config\"", "<script>guard()", "/s/sluis.core.js\" async", "/s/sluis.js"]
                .map(|part| html.find(part))
        };
        let waiting = order(Form::Waiting);
        assert!(waiting[..6].is_sorted() && waiting[0].is_some() && waiting[6].is_none());
        assert!(order(Form::Inline)[0].is_none());
        assert_eq!(order(Form::Tag).map(|place| place.is_some()), [false, false, false, true, false, false, true]);
        assert!(html(Form::Inline, "'</SCRIPT>'").is_err());
    }

    #[test]
    fn the_texts_are_fetched_ahead_in_the_language_of_the_site_and_only_where_something_is_asked() {
        let ahead = |config: &str| {
            let sealed = sealed(&judged(config), &[]).unwrap();
            Head { form: Form::Inline, base: "/s/", guard: "", policy: "", names: NAMES, import: None, remarks: false }
                .html(&sealed)
                .unwrap()
        };
        let asks = r#"{"version": 1, "controller": {"name": "A"}, "language": "nl", "formality": "informal", "services": [{"catalogue": "youtube"}]}"#;
        assert!(ahead(asks).contains("<link rel=\"prefetch\" as=\"fetch\" href=\"/s/text-nl-informal-1.json\" crossorigin=\"\">"));
        let asks_nothing = ahead(r#"{"version": 1, "controller": {"name": "A"}}"#);
        assert!(asks_nothing.contains("rel=\"preload\"") && !asks_nothing.contains("prefetch"));
    }

    #[test]
    fn an_import_stands_before_the_core() {
        let told = told(&["a.json", "--no-wait", "--import", "import.json"]);
        let places = ["<script>guard()", "data-sluis=\"import\">{\"from\":\"klaro\"", "/sluis/sluis.import.js\">", "/sluis/sluis.core.js"]
            .map(|part| told.out.find(part));
        assert!(places.is_sorted() && places[0].is_some(), "{told:?}");
        assert_eq!(told.out.matches("</script>").count(), 5, "{}", told.out);
    }

    #[test]
    fn it_is_ascii_and_says_its_hash() {
        let Told { out, err, code } = told(&["a.json"]);
        assert!(code == 0 && out.is_ascii() && out.contains("\"Caf\\u00e9 \\ud83c\\udfac\""), "{out}");
        assert!(err.contains(&hash("guard()")), "{err}");
        assert!(told(&["enforce.json"]).out.contains("<script>early()\nguard()</script>"));
        assert!(told(&["first.json"]).out.contains("<script>first()\nguard()</script>"));
        assert_eq!(told(&["a.json", "--tag"]).err, "");
    }

    #[test]
    fn a_policy_from_the_first_page_on_lets_sluis_itself_load() {
        let elsewhere = told(&["first.json", "--base", "https://cdn.test/sluis/"]);
        assert!(elsewhere.code == 1 && elsewhere.err.contains("or cdn.test among the domains"), "{elsewhere:?}");
        for (file, base) in [("first.json", "/s/"), ("enforce.json", "https://cdn.test/sluis/"), ("cdn.json", "//cdn.test/s/")] {
            assert_eq!(told(&[file, "--base", base]).code, 0, "{file} {base}");
        }
    }

    #[test]
    fn hashes_as_browsers_do() {
        // The example of https://www.w3.org/TR/CSP3/#framework-violation-hash
        assert_eq!(hash("alert('Hello, world.');"), "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
    }

    #[test]
    fn says_what_it_does_not_do() {
        for (words, code, why) in [
            (&["--colour", "a.json"][..], 2, "--colour"),
            (&["--tag"], 2, "Name the configuration"),
            (&["a.json", "b.json"], 2, "One file at a time"),
            (&["a.json", "--base", "/x"], 2, "ends in /"),
            (&["a.json", "--base", "\"><script>/"], 2, "ends in /"),
            (&["a.json", "--base"], 2, "--base needs a value"),
            (&["a.json", "--earlier", "--tag"], 2, "--earlier needs a value"),
            (&["a.json", "--tag", "--no-wait"], 2, "exclude each other"),
            (&["a.json", "--tag", "--import", "import.json"], 2, "does not go with --tag"),
            (&["a.json", "--import", "none.json"], 1, "covers, until is missing"),
            (&["a.json", "--import", "absent.json"], 2, "there is no such file"),
            (&["a.json", "--earlier", "bad.json"], 1, "bad.json is refused"),
            (&["bad.json"], 1, "$.controller"),
        ] {
            let told = told(words);
            assert!(told.code == code && told.out.is_empty() && told.err.contains(why), "{words:?}: {told:?}");
        }
    }
}
