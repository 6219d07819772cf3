//! PostgreSQL, for the tests of the receiver, which start one of their own in a temporary folder.

use crate::apt;
use crate::failure::{Failure, Outcome, While};
use std::path::{Path, PathBuf};

const VERSIONS: &str = "/usr/lib/postgresql";
/// What keeps Debian's package from starting a server on this machine: man createcluster.conf.
const DROP_IN: &str = "/etc/postgresql-common/createcluster.d/sluis.conf";

/// The folder with `initdb` and `postgres`, on this machine or from Debian.
pub fn ensure() -> Outcome<PathBuf> {
    if let Some(given) = std::env::var_os("POSTGRES_BIN").map(PathBuf::from) {
        return Some(given)
            .filter(|folder| is_complete(folder))
            .ok_or_else(|| Failure::new("POSTGRES_BIN names a folder without initdb and postgres."));
    }
    if find(Path::new(VERSIONS)).is_none() && apt::may_install() {
        install()?;
    }
    let advice = if apt::is_here() { apt::by_hand(&["postgresql"]) } else { String::from("your system's way") };
    find(Path::new(VERSIONS)).ok_or_else(|| {
        Failure::new(format!("PostgreSQL is not here: install it with `{advice}`, or name the folder of initdb in POSTGRES_BIN."))
    })
}

fn install() -> Outcome {
    let drop_in = Path::new(DROP_IN);
    let folder = drop_in.parent().unwrap_or(drop_in);
    let there = folder.is_dir();
    std::fs::create_dir_all(folder).attempt(format!("make {}", folder.display()))?;
    std::fs::write(drop_in, "create_main_cluster = false\n").attempt(format!("write {DROP_IN}"))?;
    // Debian 12 has 15; another release has another, which does as well.
    let package = if apt::candidate("postgresql-15").is_some() { "postgresql-15" } else { "postgresql" };
    let installed = apt::install(&[package]);
    std::fs::remove_file(drop_in).attempt(format!("remove {DROP_IN}"))?;
    if !there {
        // The package may have made it its own; then it stays.
        let _ = std::fs::remove_dir(folder);
    }
    installed
}

/// The newest version that is complete.
fn find(versions: &Path) -> Option<PathBuf> {
    let mut found: Vec<PathBuf> =
        std::fs::read_dir(versions).ok()?.flatten().map(|entry| entry.path().join("bin")).filter(|folder| is_complete(folder)).collect();
    found.sort();
    found.pop()
}

fn is_complete(folder: &Path) -> bool {
    ["initdb", "postgres"].iter().all(|name| crate::command::is_program(&folder.join(name)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sysroot::fake;

    #[test]
    fn only_a_server_will_do() {
        let versions = fake::folder("postgres");
        fake::program(&versions.join("14/bin/initdb"), "");
        assert_eq!(find(&versions), None, "a client's package has no server");
        for version in ["15", "17"] {
            fake::program(&versions.join(version).join("bin/initdb"), "");
            fake::program(&versions.join(version).join("bin/postgres"), "");
        }
        assert_eq!(find(&versions), Some(versions.join("17/bin")));
        assert_eq!(find(&versions.join("none")), None);
    }
}
