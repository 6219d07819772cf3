//! The same events for a log pipeline: OTLP logs over HTTP, in protobuf, to any collector
//! (<https://opentelemetry.io/docs/specs/otlp/#otlphttp>). What a collector does with them, Kafka, ClickHouse or another
//! machine, is its configuration and none of ours.

use crate::receipt::Posted;
use opentelemetry_proto::tonic::collector::logs::v1::{ExportLogsServiceRequest, ExportLogsServiceResponse};
use opentelemetry_proto::tonic::common::v1::{AnyValue, InstrumentationScope, KeyValue, any_value::Value};
use opentelemetry_proto::tonic::logs::v1::{LogRecord, ResourceLogs, ScopeLogs, SeverityNumber};
use opentelemetry_proto::tonic::resource::v1::Resource;
use prost::Message;
use reqwest::header::{CONTENT_TYPE, HeaderMap};
use reqwest::redirect::Policy;
use serde_json::Value as Json;
use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Shorter than the ten seconds that a browser waits.
const PATIENCE: Duration = Duration::from_secs(4);

/// The name of each event, by which a pipeline can tell them from other logs.
pub const EVENT: &str = "sluis.receipt";

/// A collector, by the address that takes its logs.
#[derive(Clone)]
pub struct Collector {
    client: reqwest::Client,
    address: String,
}

/// Why a collector did not take an event.
#[derive(Debug)]
pub struct Refused(String);

impl fmt::Display for Refused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "the collector: {}", self.0)
    }
}

impl Collector {
    /// `headers` go along with each request, for a collector that asks who is there.
    ///
    /// # Errors
    /// When the client can't be made.
    pub fn new(address: String, headers: HeaderMap) -> Result<Self, Refused> {
        let client = reqwest::Client::builder().default_headers(headers).timeout(PATIENCE).redirect(Policy::none()).no_proxy().build();
        Ok(Self { client: client.map_err(|error| Refused(error.to_string()))?, address })
    }

    /// Hands one event over, and waits until it is taken.
    ///
    /// # Errors
    /// When the collector can't be reached, answers with anything but success, or took the request and not the event.
    pub async fn export(&self, posted: &Posted) -> Result<(), Refused> {
        let body = request(posted, SystemTime::now()).encode_to_vec();
        let sent = self.client.post(&self.address).header(CONTENT_TYPE, "application/x-protobuf").body(body).send().await;
        let answer = sent.map_err(|error| Refused(super::cause::told(&error.without_url())))?;
        if !answer.status().is_success() {
            return Err(Refused(format!("it answered {}", answer.status())));
        }
        let said = answer.bytes().await.map_err(|error| Refused(error.without_url().to_string()))?;
        // An answer that says nothing of rejected records has none: some collectors answer with nothing, or in JSON.
        let partial = ExportLogsServiceResponse::decode(said).ok().and_then(|answer| answer.partial_success);
        match partial {
            Some(partial) if partial.rejected_log_records > 0 => Err(Refused(format!("it rejected the event: {}", partial.error_message))),
            _ => Ok(()),
        }
    }
}

/// One event: the whole receipt as JSON in the body, and what one asks about as attributes.
pub fn request(posted: &Posted, now: SystemTime) -> ExportLogsServiceRequest {
    let receipt = &posted.receipt;
    let mut attributes = vec![attribute("sluis.id", &posted.id)];
    for key in ["asked", "statement", "method", "layer", "language"] {
        // What is null is left out: an attribute has no null.
        if let Some(text) = receipt[key].as_str() {
            attributes.push(attribute(&format!("sluis.{key}"), text));
        }
    }
    for (category, answer) in receipt["choices"].as_object().into_iter().flatten() {
        attributes.push(attribute(&format!("sluis.choice.{category}"), answer.as_str().unwrap_or_default()));
    }
    let record = LogRecord {
        time_unix_nano: u64::try_from(posted.at).unwrap_or_default().saturating_mul(60_000_000_000),
        observed_time_unix_nano: now.duration_since(UNIX_EPOCH).map_or(0, |since| u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)),
        severity_number: SeverityNumber::Info.into(),
        severity_text: String::from("INFO"),
        event_name: String::from(EVENT),
        body: Some(text(&Json::to_string(receipt))),
        attributes,
        ..LogRecord::default()
    };
    let resource = Resource { attributes: vec![attribute("service.name", "sluis-receiver")], ..Resource::default() };
    let scope = InstrumentationScope {
        name: String::from("sluis"),
        version: String::from(env!("CARGO_PKG_VERSION")),
        ..InstrumentationScope::default()
    };
    let scoped = ScopeLogs { scope: Some(scope), log_records: vec![record], ..ScopeLogs::default() };
    ExportLogsServiceRequest {
        resource_logs: vec![ResourceLogs { resource: Some(resource), scope_logs: vec![scoped], ..ResourceLogs::default() }],
    }
}

fn attribute(key: &str, value: &str) -> KeyValue {
    KeyValue { key: key.to_owned(), value: Some(text(value)), ..KeyValue::default() }
}

fn text(value: &str) -> AnyValue {
    AnyValue { value: Some(Value::StringValue(value.to_owned())) }
}
