//! How many receipts one receiver takes, on this machine: into PostgreSQL (with `fsync`, as in use), into a collector,
//! and into both. Everything, the sender too, shares the cores, so these are figures to compare and no promise.
//!
//! `cargo xtask bench receiver [--receipts N] [--connections N]`; with `ROTEL` naming a `rotel-agent`, a real
//! OpenTelemetry collector as well, which passes the events on to a server that counts them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, dead_code)]

#[path = "../tests/support/mod.rs"]
mod support;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use support::cluster::Cluster;
use support::collector::Stub;
use support::program::Program;
use support::{connect, posted};

const SITE: &str = "https://www.example.nl";

#[tokio::main]
async fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let number = |name: &str, or: u64| words.iter().position(|word| word == name).map_or(or, |place| words[place + 1].parse().unwrap());
    let (receipts, connections) = (number("--receipts", 20_000), number("--connections", 32));
    let receiver = std::env::current_exe().unwrap().ancestors().nth(2).unwrap().join("sluis-receiver");
    println!("{receipts} receipts of {} bytes over {connections} connections", posted(1).to_string().len());
    println!("{:42} {:>10} {:>8} {:>8} {:>8} {:>8}   arrived", "sink", "per second", "p50 ms", "p95 ms", "p99 ms", "failed");

    let cluster = Cluster::start(&[]);
    let owner = cluster.connection("owner", "postgres");
    assert!(Program::run(&receiver, "setup", &[("SLUIS_DATABASE", &owner), ("SLUIS_MONTHS", "24")]).status.success());
    let client = connect(&owner).await;
    client.batch_execute("create role www login; grant sluis_writer to www").await.unwrap();
    let database = cluster.connection("www", "postgres");
    let mut done = 0;
    let mut rows = async || {
        let all: i64 = client.query_one("select count(*) from sluis.receipts", &[]).await.unwrap().get(0);
        u64::try_from(all).unwrap() - std::mem::replace(&mut done, u64::try_from(all).unwrap())
    };

    let measured = measure(&receiver, &[("SLUIS_DATABASE", &database)], 1, receipts, connections).await;
    measured.tell("PostgreSQL", rows().await);
    let again = measure(&receiver, &[("SLUIS_DATABASE", &database)], 1, receipts, connections).await;
    again.tell("PostgreSQL, the same sent again", rows().await);
    let size: String = client.query_one("select pg_size_pretty(pg_total_relation_size('sluis.receipts'))", &[]).await.unwrap().get(0);

    let (stub, address) = Stub::start().await;
    let logs = format!("http://{address}/v1/logs");
    let measured = measure(&receiver, &[("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", &logs)], 2, receipts, connections).await;
    measured.tell("a collector that decodes and counts", stub.seen.lock().unwrap().len() as u64);

    if let Some(program) = std::env::var_os("ROTEL").map(PathBuf::from) {
        let (beyond, counter) = Stub::start().await;
        let rotel = Rotel::start(&program, counter).await;
        let logs = format!("http://{}/v1/logs", rotel.address);
        let measured = measure(&receiver, &[("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", &logs)], 3, receipts, connections).await;
        measured.tell("Rotel, which passes on in batches", beyond.settled(receipts).await);
        beyond.seen.lock().unwrap().clear();
        let both = [("SLUIS_DATABASE", database.as_str()), ("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", &logs)];
        let measured = measure(&receiver, &both, 4, receipts, connections).await;
        measured.tell("PostgreSQL and Rotel", beyond.settled(receipts).await.min(rows().await));
        println!("Rotel sent {} requests for {} events", beyond.headers.lock().unwrap().len(), 2 * receipts);
    }
    println!("The table takes {size} for {receipts} receipts, index included");
}

struct Measured {
    times: Vec<Duration>,
    all: Duration,
    failed: u64,
}

impl Measured {
    fn tell(&self, sink: &str, arrived: u64) {
        let at = |percent: usize| self.times[(self.times.len() - 1) * percent / 100].as_secs_f64() * 1e3;
        let rate = self.times.len() as f64 / self.all.as_secs_f64();
        println!("{sink:42} {rate:>10.0} {:>8.2} {:>8.2} {:>8.2} {:>8}   {arrived}", at(50), at(95), at(99), self.failed);
    }
}

/// Sends that many receipts, each with an id of its own, over connections that stay open.
async fn measure(receiver: &Path, settings: &[(&str, &str)], series: u64, receipts: u64, connections: u64) -> Measured {
    let settings: Vec<(&str, &str)> = settings.iter().copied().chain([("SLUIS_ORIGINS", SITE)]).collect();
    let running = Program::serve(receiver, &settings);
    let address = format!("{}/receipts", running.address);
    let client = reqwest::Client::builder().no_proxy().pool_max_idle_per_host(connections as usize).build().unwrap();
    let next = Arc::new(AtomicU64::new(0));
    let started = Instant::now();
    let tasks: Vec<_> = (0..connections)
        .map(|_| {
            let (client, address, next) = (client.clone(), address.clone(), next.clone());
            tokio::spawn(async move {
                let (mut times, mut failed) = (Vec::new(), 0);
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= receipts {
                        return (times, failed);
                    }
                    let body = posted(series << 40 | number).to_string();
                    let begun = Instant::now();
                    let sent =
                        client.post(&address).header("origin", SITE).header("content-type", "application/json").body(body).send().await;
                    failed += u64::from(!sent.is_ok_and(|answer| answer.status().is_success()));
                    times.push(begun.elapsed());
                }
            })
        })
        .collect();
    let (mut times, mut failed) = (Vec::new(), 0);
    for task in tasks {
        let one = task.await.unwrap();
        times.extend(one.0);
        failed += one.1;
    }
    let all = started.elapsed();
    times.sort();
    Measured { times, all, failed }
}

impl Stub {
    /// How many have arrived once no more come: a collector passes on in batches.
    async fn settled(&self, wanted: u64) -> u64 {
        for _ in 0..100 {
            if self.seen.lock().unwrap().len() as u64 >= wanted {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        self.seen.lock().unwrap().len() as u64
    }
}

/// The collector of <https://github.com/streamfold/rotel>.
struct Rotel {
    child: Child,
    address: SocketAddr,
}

impl Rotel {
    async fn start(program: &Path, beyond: SocketAddr) -> Self {
        let free = || std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let (http, grpc) = (free(), free());
        let mut command = Command::new(program);
        command.args(["start", "--otlp-http-endpoint", &http.to_string(), "--otlp-grpc-endpoint", &grpc.to_string()]);
        command.args(["--exporter", "otlp", "--otlp-exporter-protocol", "http", "--otlp-exporter-endpoint", &format!("http://{beyond}")]);
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let rotel = Self { child, address: http };
        for _ in 0..100 {
            if tokio::net::TcpStream::connect(http).await.is_ok() {
                return rotel;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{} does not listen", program.display());
    }
}

impl Drop for Rotel {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
