//! Tells what changed between two configurations and whether visitors will be asked again.

use crate::check::usable;
use crate::failure::{Failure, Outcome};
use sluis::core::config::{Category, Config};
use sluis::core::diff::{Rank, asks_again, diff as compare, touched};

/// Prints every change; fails when something has to be asked again, so that a pipeline can stop for it.
pub fn diff(words: &[&str]) -> Outcome {
    let [old, new] = words else {
        return Err(Failure::new("Name two configurations: cargo xtask diff OLD NEW"));
    };
    let (text, again) = told(&usable(old)?, &usable(new)?);
    print!("{text}");
    if again { Err(Failure::told()) } else { Ok(()) }
}

fn told(old: &Config, new: &Config) -> (String, bool) {
    let changes = compare(old, new);
    let mut text: String = changes.iter().map(|change| change.line() + "\n").collect();
    if changes.is_empty() {
        text.push_str("Nothing that visitors are asked about: at most order, looks and own texts.\n");
    }
    if changes.iter().any(|change| change.rank == Rank::Doubtful) {
        text.push_str("\nDoubtful changes ask nobody by themselves. Where one is new to visitors, give the service another id.\n");
    }
    let again = asks_again(&changes);
    text.push_str(&match again {
        true => format!(
            "\nAsk again: {}.\n",
            touched(&changes).iter().map(|category: &Category| category.name()).collect::<Vec<_>>().join(", ")
        ),
        false => String::from("\nNothing has to be asked again.\n"),
    });
    (text, again)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sysroot::fake;

    fn file(name: &str, services: &str) -> String {
        let file = fake::folder(&format!("diff-{name}")).join("consent.json");
        std::fs::write(&file, format!(r#"{{"version": 1, "controller": {{"name": "A"}}, "services": [{services}]}}"#)).unwrap();
        file.to_str().unwrap().to_owned()
    }

    #[test]
    fn l_04_tells_what_is_asked_again_and_fails_then() {
        let (none, one) = (file("none", ""), file("one", r#"{"catalogue": "youtube"}"#));
        let (text, again) = told(&usable(&none).unwrap(), &usable(&one).unwrap());
        assert!(
            again && text.contains("material  social/youtube service: nothing → YouTube") && text.ends_with("Ask again: social.\n"),
            "{text}"
        );
        assert!(diff(&[&none, &one]).unwrap_err().is_told());
        assert!(diff(&[&one, &none]).is_ok() && diff(&[&one, &one]).is_ok());
    }

    #[test]
    fn refuses_what_is_refused_by_name() {
        let (good, bad) = (file("good", ""), file("bad", "1"));
        let failure = diff(&[&good, &bad]).unwrap_err().to_string();
        assert!(failure.contains(&bad) && failure.contains("$.services[0]"), "{failure}");
        assert!(!diff(&[&good]).unwrap_err().is_told());
    }
}
