//! What the owner sets, from the environment. The names of OpenTelemetry's own are those of its specification:
//! <https://opentelemetry.io/docs/specs/otel/protocol/exporter/>.

use crate::collector::Collector;
use crate::database::Database;
use crate::service::Sinks;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use std::net::SocketAddr;
use tokio_postgres::Config;

/// A sentence that says what to put right.
pub type Outcome<T> = Result<T, String>;

/// Where a setting is found by its name.
pub type Find<'a> = &'a dyn Fn(&str) -> Option<String>;

/// `SLUIS_LISTEN`, and if that is not set, this machine only.
///
/// # Errors
/// When it is no address with a port.
pub fn listen(find: Find<'_>) -> Outcome<SocketAddr> {
    let text = find("SLUIS_LISTEN").unwrap_or_else(|| String::from("127.0.0.1:8650"));
    text.parse().map_err(|_| format!("SLUIS_LISTEN is {text:?}, expected an address with a port, such as 127.0.0.1:8650."))
}

/// `SLUIS_DATABASE`, a connection string of libpq.
///
/// # Errors
/// When it can't be read, or asks for TLS, which is not built in.
pub fn database(find: Find<'_>) -> Outcome<Option<Database>> {
    let Some(text) = find("SLUIS_DATABASE").filter(|text| !text.trim().is_empty()) else { return Ok(None) };
    // The text may hold a password, so it is not repeated.
    let config: Config = text.parse().map_err(|error| {
        format!("SLUIS_DATABASE can't be read ({error}), expected for example `host=/var/run/postgresql user=www dbname=site`.")
    })?;
    if config.get_ssl_mode() == tokio_postgres::config::SslMode::Require {
        return Err(String::from("SLUIS_DATABASE asks for TLS, which is not built in: connect over a socket or loopback."));
    }
    Database::new(config).map(Some).map_err(|error| error.to_string())
}

/// `SLUIS_MONTHS`: for how long receipts are kept. There is no default: the owner has to know (AVG art. 5(1)(e)).
///
/// # Errors
/// When it is missing or no number from 1 to 1200.
pub fn months(find: Find<'_>) -> Outcome<u32> {
    let text = find("SLUIS_MONTHS").ok_or("SLUIS_MONTHS is not set: for how many months are receipts kept?")?;
    text.parse().ok().filter(|months| (1..=1200).contains(months)).ok_or_else(|| format!("SLUIS_MONTHS is {text:?}, expected 1 to 1200."))
}

/// Everything that `serve` needs.
///
/// # Errors
/// When a setting is wrong, or there is neither a database nor a collector.
pub fn sinks(find: Find<'_>) -> Outcome<Sinks> {
    let sinks = Sinks { database: database(find)?, collector: collector(find)?, origins: origins(find)? };
    if sinks.database.is_none() && sinks.collector.is_none() {
        return Err(String::from("Set SLUIS_DATABASE or OTEL_EXPORTER_OTLP_LOGS_ENDPOINT, or both: there is nowhere to keep receipts."));
    }
    Ok(sinks)
}

/// `SLUIS_ORIGINS`: which sites may send, separated by commas.
fn origins(find: Find<'_>) -> Outcome<Vec<HeaderValue>> {
    let text = find("SLUIS_ORIGINS").ok_or("SLUIS_ORIGINS is not set: which sites may send, such as https://www.example.nl?")?;
    let mut origins = Vec::new();
    for origin in text.split(',').map(str::trim).filter(|origin| !origin.is_empty()) {
        let rest = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://")).unwrap_or_default();
        let plain = !rest.is_empty() && !rest.contains(['/', '*', '?', '#', '@']) && *origin == origin.to_ascii_lowercase();
        let value = HeaderValue::from_str(origin).ok().filter(|_| plain);
        origins.push(value.ok_or_else(|| format!("SLUIS_ORIGINS has {origin:?}, expected an origin such as https://www.example.nl."))?);
    }
    if origins.is_empty() { Err(String::from("SLUIS_ORIGINS is empty: no site may send.")) } else { Ok(origins) }
}

/// `OTEL_EXPORTER_OTLP_LOGS_ENDPOINT` and `OTEL_EXPORTER_OTLP_HEADERS`.
fn collector(find: Find<'_>) -> Outcome<Option<Collector>> {
    let Some(address) = find("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT").filter(|text| !text.trim().is_empty()) else { return Ok(None) };
    if !address.starts_with("http://") {
        return Err(format!(
            "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT is {address:?}, expected http://…: TLS is not built in, so put a collector beside this program."
        ));
    }
    let mut headers = HeaderMap::new();
    for pair in find("OTEL_EXPORTER_OTLP_HEADERS").unwrap_or_default().split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
        let read = pair.split_once('=').and_then(|(name, value)| {
            Some((HeaderName::from_bytes(name.trim().as_bytes()).ok()?, HeaderValue::from_str(value.trim()).ok()?))
        });
        // A value may be a secret, so none is repeated.
        let (name, value) = read.ok_or("OTEL_EXPORTER_OTLP_HEADERS can't be read, expected name=value,name=value.")?;
        headers.insert(name, value);
    }
    Collector::new(address, headers).map(Some).map_err(|error| error.to_string())
}
