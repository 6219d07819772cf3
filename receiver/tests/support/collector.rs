//! A collector that decodes what it is sent with the official protobuf definitions, and answers as it is told.

use super::serve;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use opentelemetry_proto::tonic::collector::logs::v1::{ExportLogsPartialSuccess, ExportLogsServiceRequest, ExportLogsServiceResponse};
use opentelemetry_proto::tonic::logs::v1::LogRecord;
use prost::Message;
use std::io::Read;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

/// How it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    Takes,
    /// 200, and yet the event is rejected.
    Rejects,
    Fails,
    Redirects,
}

#[derive(Clone)]
pub struct Stub {
    pub mood: Arc<Mutex<Mood>>,
    pub seen: Arc<Mutex<Vec<LogRecord>>>,
    pub headers: Arc<Mutex<Vec<HeaderMap>>>,
}

impl Stub {
    pub async fn start() -> (Self, SocketAddr) {
        let stub = Self { mood: Arc::new(Mutex::new(Mood::Takes)), seen: Arc::default(), headers: Arc::default() };
        let router = Router::new().route("/v1/logs", post(take)).layer(axum::extract::DefaultBodyLimit::disable()).with_state(stub.clone());
        (stub, serve(router).await)
    }

    pub fn answer(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    pub fn records(&self) -> Vec<LogRecord> {
        self.seen.lock().unwrap().clone()
    }
}

async fn take(State(stub): State<Stub>, headers: HeaderMap, body: Bytes) -> (StatusCode, HeaderMap, Vec<u8>) {
    let mut plain = body.to_vec();
    if headers.get("content-encoding").is_some_and(|encoding| encoding == "gzip") {
        plain.clear();
        flate2::read::GzDecoder::new(&body[..]).read_to_end(&mut plain).unwrap();
    }
    let request = ExportLogsServiceRequest::decode(&plain[..]).expect("the official definition reads it");
    let mood = *stub.mood.lock().unwrap();
    stub.headers.lock().unwrap().push(headers);
    let mut answer = HeaderMap::new();
    match mood {
        Mood::Fails => return (StatusCode::INTERNAL_SERVER_ERROR, answer, Vec::new()),
        Mood::Redirects => {
            answer.insert("location", "/elsewhere".parse().unwrap());
            return (StatusCode::TEMPORARY_REDIRECT, answer, Vec::new());
        }
        Mood::Takes | Mood::Rejects => {}
    }
    let records: Vec<LogRecord> =
        request.resource_logs.into_iter().flat_map(|logs| logs.scope_logs).flat_map(|logs| logs.log_records).collect();
    let rejected = if mood == Mood::Rejects { records.len() } else { 0 };
    if rejected == 0 {
        stub.seen.lock().unwrap().extend(records);
    }
    let partial =
        ExportLogsPartialSuccess { rejected_log_records: i64::try_from(rejected).unwrap(), error_message: String::from("too long") };
    (StatusCode::OK, answer, ExportLogsServiceResponse { partial_success: (rejected > 0).then_some(partial) }.encode_to_vec())
}
