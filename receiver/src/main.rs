//! `sluis-receiver setup`, `serve` and `expire`, each with a role of its own in the database.

use sluis_receiver::service::router;
use sluis_receiver::settings::{self, Outcome};
use std::process::ExitCode;
use tokio::signal::unix::{SignalKind, signal};

const USAGE: &str = "\
sluis-receiver setup     make the table and its rules, as its owner: SLUIS_DATABASE, SLUIS_MONTHS
sluis-receiver serve     take receipts, as a member of sluis_writer: SLUIS_DATABASE or OTEL_EXPORTER_OTLP_LOGS_ENDPOINT
                         or both, SLUIS_ORIGINS, SLUIS_LISTEN
sluis-receiver expire    remove what has had its time, as a member of sluis_keeper: SLUIS_DATABASE

docs/receipts.md explains each.";

#[tokio::main]
async fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["setup"] => set_up().await,
        ["serve"] => serve().await,
        ["expire"] => expire().await,
        ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        [] => Err(String::from(USAGE)),
        _ => Err(format!("There is no command `{}`.\n\n{USAGE}", words.join(" "))),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn found(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn database() -> Outcome<sluis_receiver::database::Database> {
    settings::database(&found)?.ok_or_else(|| String::from("SLUIS_DATABASE is not set."))
}

async fn set_up() -> Outcome<()> {
    let months = settings::months(&found)?;
    database()?.set_up(months).await.map_err(|error| format!("Not set up: {error}."))?;
    println!("sluis.receipts is there; receipts are kept for {months} months.");
    Ok(())
}

async fn expire() -> Outcome<()> {
    let removed = database()?.expire().await.map_err(|error| format!("Not all was removed: {error}."))?;
    println!("{removed} receipts removed.");
    Ok(())
}

async fn serve() -> Outcome<()> {
    let sinks = settings::sinks(&found)?;
    let address = settings::listen(&found)?;
    let listener = tokio::net::TcpListener::bind(address).await.map_err(|error| format!("Can't listen on {address}: {error}."))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let mut term = signal(SignalKind::terminate()).map_err(|error| error.to_string())?;
    println!("Receipts are taken at http://{address}/receipts");
    let stop = async move {
        tokio::select! {
            _ = term.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
    };
    axum::serve(listener, router(sinks)).with_graceful_shutdown(stop).await.map_err(|error| error.to_string())
}
