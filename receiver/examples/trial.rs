//! A receiver on a PostgreSQL of its own, for tests in a browser and for trying: it says where it is, answers `rows` on
//! standard input with all that is kept, and ends with its standard input.
//!
//! ```sh
//! cargo build -p sluis-receiver --bins --examples
//! target/debug/examples/trial https://www.example.nl
//! ```
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, dead_code)]

#[path = "../tests/support/cluster.rs"]
mod cluster;
#[path = "../tests/support/program.rs"]
mod program;

use cluster::Cluster;
use program::Program;
use std::io::BufRead;
use tokio_postgres::NoTls;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let origins = std::env::args().nth(1).expect("the origins that may send");
    let cluster = Cluster::start(&["-c", "fsync=off"]);
    let receiver = std::env::current_exe().unwrap().ancestors().nth(2).unwrap().join("sluis-receiver");
    let owner = cluster.connection("owner", "postgres");
    let made = Program::run(&receiver, "setup", &[("SLUIS_DATABASE", &owner), ("SLUIS_MONTHS", "24")]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let (client, connection) = tokio_postgres::connect(&owner, NoTls).await.unwrap();
    tokio::spawn(connection);
    client.batch_execute("create role www login; grant sluis_writer to www").await.unwrap();
    let running = Program::serve(&receiver, &[("SLUIS_DATABASE", &cluster.connection("www", "postgres")), ("SLUIS_ORIGINS", &origins)]);
    println!("{}", running.address);
    let (send, mut asked) = tokio::sync::mpsc::unbounded_channel();
    std::thread::spawn(move || std::io::stdin().lock().lines().map_while(Result::ok).try_for_each(|line| send.send(line)));
    while let Some(line) = asked.recv().await {
        assert_eq!(line, "rows");
        let all = "select coalesce(json_agg(json_build_object('id', replace(id::text, '-', ''), 'receipt', receipt) order by received_at), '[]')::text from sluis.receipts";
        println!("{}", client.query_one(all, &[]).await.unwrap().get::<_, String>(0));
    }
}
