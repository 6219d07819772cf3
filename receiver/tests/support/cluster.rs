//! A PostgreSQL of its own for a test: in a temporary folder, on a socket there and no port, as a user that is not
//! root, since PostgreSQL refuses that one. It ends with the program that started it, however that ends.

use std::fs;
use std::io::Read;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Starts a cluster and ends it when nobody holds its standard input any more.
const WATCH: &str = r#"
bin=$1 folder=$2; shift 2
cd "$folder"
"$bin/initdb" --pgdata=base --username=owner --auth=trust --no-sync --encoding=UTF8 --locale=C >log 2>&1 || { cat log >&2; exit 1; }
"$bin/postgres" -D base -k "$folder" -c listen_addresses= "$@" >>log 2>&1 &
server=$!
cat >/dev/null
kill -QUIT $server
wait $server
cd / && rm -rf "$folder"
"#;

/// A cluster with one superuser, `owner`, whose databases are empty.
pub struct Cluster {
    pub folder: PathBuf,
    /// Closing its standard input ends the cluster.
    watch: Child,
}

impl Cluster {
    /// `options` are for `postgres`, such as `-c fsync=off`.
    pub fn start(options: &[&str]) -> Self {
        static NUMBER: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("sluis-pg-{}-{number}", std::process::id()));
        fs::create_dir(&folder).unwrap();
        let mut command = Command::new("sh");
        command
            .args(["-c", WATCH, "sh"])
            .arg(programs())
            .arg(&folder)
            .args(options)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        if id("-u", None) == Some(0) {
            let [user, group] = ["-u", "-g"].map(|what| id(what, Some("postgres")).or_else(|| id(what, Some("nobody"))).unwrap());
            chown(&folder, Some(user), Some(group)).unwrap();
            command.uid(user).gid(group);
        }
        let mut cluster = Self { folder, watch: command.spawn().unwrap() };
        let started = Instant::now();
        while !ready(&cluster.folder) {
            if cluster.watch.try_wait().unwrap().is_some() || started.elapsed() > Duration::from_secs(60) {
                let mut said = String::new();
                drop(cluster.watch.stdin.take());
                cluster.watch.stderr.take().unwrap().read_to_string(&mut said).unwrap();
                panic!("PostgreSQL did not start: {said}");
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        cluster
    }

    /// How a role gets to a database.
    pub fn connection(&self, role: &str, database: &str) -> String {
        format!("host={} user={role} dbname={database}", self.folder.display())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.watch.stdin.take());
        let _ = self.watch.wait();
    }
}

/// The server writes `ready` as the last line of this file: <https://www.postgresql.org/docs/15/storage-file-layout.html>
fn ready(folder: &Path) -> bool {
    fs::read_to_string(folder.join("base/postmaster.pid"))
        .is_ok_and(|text| text.lines().nth(7).is_some_and(|state| state.trim() == "ready"))
}

/// Where `initdb` and `postgres` are: `POSTGRES_BIN`, or where Debian has them.
fn programs() -> PathBuf {
    if let Some(given) = std::env::var_os("POSTGRES_BIN") {
        return given.into();
    }
    let mut found: Vec<PathBuf> =
        fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path().join("bin")).collect();
    found.retain(|folder| folder.join("initdb").is_file() && folder.join("postgres").is_file());
    found.sort();
    found
        .pop()
        .unwrap_or_else(|| panic!("PostgreSQL is not here: `apt-get install postgresql-15`, or name the folder of initdb in POSTGRES_BIN"))
}

fn id(what: &str, user: Option<&str>) -> Option<u32> {
    let output = Command::new("id").arg(what).args(user).output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().parse().ok().filter(|_| output.status.success())
}
