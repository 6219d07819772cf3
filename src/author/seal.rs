//! Writes a configuration complete and sealed, so that no visitor's browser has to check it.

use super::snippet::{editions, sealed};
use super::{Desk, Failure, Outcome};

pub const HELP: &str = "\
seal FILE [OPTIONS]

  Prints the consent.json complete, with the catalogue's facts and a seal: no visitor's browser has to check it then.
  Change nothing in it; change the source and seal again.

  -o OUT            writes it there
  --earlier FILE    a configuration that was published before: who chose under it is asked only what has changed since;
                    can be given more than once
";

/// Prints the sealed configuration of a file, or writes it.
pub fn seal(words: &[&str], desk: &mut Desk<'_>) -> Outcome {
    let (mut out, mut earlier) = (None, Vec::new());
    let file = desk.one_file(words, "seal FILE", "use -o OUT or --earlier FILE", |option, value| {
        match option {
            "-o" => out = Some(value()?),
            "--earlier" => earlier.push(value()?),
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    let checked = desk.accepted(file)?;
    let text = sealed(&checked, &editions(desk, &earlier)?)? + "\n";
    match out {
        Some(out) => desk.files.write(out, &text).map_err(|why| Failure::system(format!("Could not write {out}: {why}.")))?,
        None => desk.out = text,
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::files::memory::Memory;
    use super::super::{Files, run};

    #[test]
    fn sealing_what_is_sealed_changes_nothing() {
        let files = Memory::with(&[("a.json", r#"{"version": 1, "controller": {"name": "A"}, "services": [{"catalogue": "youtube"}]}"#)]);
        let first = run("npx sluis", &files, &["seal", "a.json", "-o", "b.json"]).unwrap();
        assert!(first.code == 0 && first.out.is_empty(), "{first:?}");
        assert_eq!(run("npx sluis", &files, &["seal", "b.json"]).unwrap().out, files.text("b.json").unwrap());
    }

    #[test]
    fn l_04_says_what_changed_since_an_earlier_one() {
        let files = Memory::with(&[
            ("old.json", r#"{"version": 1, "controller": {"name": "A"}}"#),
            ("new.json", r#"{"version": 1, "controller": {"name": "A"}, "services": [{"catalogue": "youtube"}]}"#),
            ("bad.json", "{}"),
        ]);
        let told = run("npx sluis", &files, &["seal", "new.json", "--earlier", "old.json"]).unwrap();
        assert!(told.out.contains(r#""again":["social"]"#), "{told:?}");
        let bad = run("npx sluis", &files, &["seal", "new.json", "--earlier", "bad.json"]).unwrap();
        assert!(bad.code == 1 && bad.err.contains("bad.json is refused:\n") && bad.out.is_empty(), "{bad:?}");
    }
}
