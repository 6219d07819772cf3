//! What the tests share: a database for each, a receiver on a port of this machine, and a collector that reads with
//! the official definitions of OTLP.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod cluster;
pub mod collector;
pub mod program;

use axum::Router;
use cluster::Cluster;
use serde_json::{Value as Json, json};
use sluis_receiver::database::Database;
use std::net::SocketAddr;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::net::TcpListener;
use tokio_postgres::{Client, NoTls};

/// One for all tests of a program; it ends with the program.
pub fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(|| Cluster::start(&["-c", "fsync=off"]))
}

/// A database that was set up, and who uses it.
pub struct Base {
    pub name: String,
}

impl Base {
    pub async fn new(months: u32) -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let name = format!("site{}", NUMBER.fetch_add(1, Ordering::Relaxed));
        let base = Self { name };
        let owner = connect(&cluster().connection("owner", "postgres")).await;
        owner.batch_execute(&format!("create database {}", base.name)).await.unwrap();
        // Roles belong to the cluster, so two databases can be about to make the same ones.
        owner.batch_execute("select pg_advisory_lock(1)").await.unwrap();
        base.as_role("owner").set_up(months).await.unwrap();
        for (login, role) in [("www", "sluis_writer"), ("job", "sluis_keeper")] {
            let made = format!(
                "do $$ begin create role {login} login; exception when duplicate_object then null; end $$; grant {role} to {login}"
            );
            owner.batch_execute(&made).await.unwrap();
        }
        base
    }

    pub fn as_role(&self, role: &str) -> Database {
        Database::new(cluster().connection(role, &self.name).parse().unwrap()).unwrap()
    }

    pub async fn client(&self, role: &str) -> Client {
        connect(&cluster().connection(role, &self.name)).await
    }

    pub async fn count(&self) -> i64 {
        self.client("owner").await.query_one("select count(*) from sluis.receipts", &[]).await.unwrap().get(0)
    }
}

pub async fn connect(how: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(how, NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

/// Serves on a free port until the test ends.
pub async fn serve(router: Router) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    address
}

/// What a browser posts. Two with the same number are the same.
pub fn posted(number: u64) -> Json {
    json!({ "id": format!("{number:032x}"), "receipt": receipt() })
}

pub fn receipt() -> Json {
    json!({
        "schema": 1,
        "at": "2026-11-22T10:14Z",
        "asked": "3f9a1c27",
        "statement": "2018-06-12",
        "choices": { "analytics": "granted", "social": "denied", "advertising": "denied" },
        "services": { "google-analytics": "granted", "youtube": "denied" },
        "method": "banner",
        "layer": "banner",
        "language": "nl",
        "previous": null
    })
}
