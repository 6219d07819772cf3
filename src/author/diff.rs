//! Tells what changed between two configurations and whether visitors will be asked again.

use super::{Desk, Failure, Outcome, files_and_json, pretty};
use crate::core::config::Category;
use crate::core::diff::{Change, Rank, asks_again, diff as compare, touched};
use serde_json::{Value as Json, json};

pub const HELP: &str = "\
diff OLD NEW [--json]

  Tells what changed between two configurations. Ends with 1 when visitors have to be asked again.

  --json    the same as JSON: {changes: [{rank, kind, category, service, before, after}], again: [category]}
";

/// Prints every change; fails when something has to be asked again, so that a pipeline can stop for it.
pub fn diff(words: &[&str], desk: &mut Desk<'_>) -> Outcome {
    let (files, as_json) = files_and_json(words)?;
    let [old, new] = files.as_slice() else {
        return Err(desk.nameless("two configurations", "diff OLD NEW"));
    };
    let changes = compare(&desk.usable(old)?, &desk.usable(new)?);
    desk.out = if as_json { pretty(&listed(&changes))? } else { told(&changes) };
    if asks_again(&changes) { Err(Failure::silent()) } else { Ok(()) }
}

fn listed(changes: &[Change]) -> Json {
    let listed = changes.iter().map(|change| {
        json!({
            "rank": change.rank.name(),
            "kind": change.kind.name(),
            "category": change.category.map(Category::name),
            "service": change.service,
            "before": change.before,
            "after": change.after,
        })
    });
    json!({
        "changes": listed.collect::<Vec<Json>>(),
        "again": touched(changes).into_iter().map(Category::name).collect::<Vec<_>>(),
    })
}

fn told(changes: &[Change]) -> String {
    let mut text: String = changes.iter().map(|change| change.line() + "\n").collect();
    if changes.is_empty() {
        text.push_str("Nothing that visitors are asked about: at most order, looks and own texts.\n");
    }
    if changes.iter().any(|change| change.rank == Rank::Doubtful) {
        text.push_str("\nDoubtful changes ask nobody by themselves. Where one is new to visitors, give the service another id.\n");
    }
    text.push_str(&match asks_again(changes) {
        true => {
            format!("\nAsk again: {}.\n", touched(changes).iter().map(|category: &Category| category.name()).collect::<Vec<_>>().join(", "))
        }
        false => String::from("\nNothing has to be asked again.\n"),
    });
    text
}

#[cfg(test)]
mod tests {
    use crate::author::files::memory::Memory;
    use crate::author::{Told, run};

    fn told(words: &[&str]) -> Told {
        let site = |services: &str| format!(r#"{{"version": 1, "controller": {{"name": "A"}}, "services": [{services}]}}"#);
        let (none, one, bad) = (site(""), site(r#"{"catalogue": "youtube"}"#), site("1"));
        let files = Memory::with(&[("none.json", none.as_str()), ("one.json", one.as_str()), ("bad.json", bad.as_str())]);
        run("npx sluis", &files, &[&["diff"], words].concat()).unwrap()
    }

    #[test]
    fn l_04_tells_what_is_asked_again_and_fails_then() {
        let Told { out, err, code } = told(&["none.json", "one.json"]);
        assert!(code == 1 && err.is_empty());
        assert!(out.contains("material  social/youtube service: nothing → YouTube") && out.ends_with("Ask again: social.\n"), "{out}");
        assert_eq!((told(&["one.json", "none.json"]).code, told(&["one.json", "one.json"]).code), (0, 0));
        let json: serde_json::Value = serde_json::from_str(&told(&["none.json", "one.json", "--json"]).out).unwrap();
        assert!(json["again"][0] == "social" && json["changes"].as_array().unwrap().iter().any(|change| change["service"] == "youtube"));
    }

    #[test]
    fn refuses_what_is_refused_by_name() {
        let failure = told(&["none.json", "bad.json"]);
        assert!(failure.code == 1 && failure.err.contains("bad.json is refused") && failure.err.contains("$.services[0]"), "{failure:?}");
        assert_eq!(told(&["none.json"]).code, 2);
    }
}
