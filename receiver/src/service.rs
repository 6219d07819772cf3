//! The two addresses: `POST /receipts` and `GET /health`. Each answer is part of the contract in docs/receipts.md.

use crate::collector::Collector;
use crate::database::{Database, Kept};
use crate::receipt::{self, Posted};
use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::header::{CONTENT_TYPE, HeaderName, ORIGIN, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::{Value as Json, json};
use std::sync::Arc;
use std::time::Duration;
use tower_http::cors::CorsLayer;

/// A receipt of all 299 services of the catalogue is 12 KB.
pub const LARGEST: usize = 32 * 1024;

/// What a browser is asked to wait when a sink fails, in seconds.
const RETRY: &str = "30";

const KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Where receipts go, and from which sites they may come.
#[derive(Clone, Default)]
pub struct Sinks {
    pub database: Option<Database>,
    pub collector: Option<Collector>,
    /// As browsers write them: `https://www.example.nl`.
    pub origins: Vec<HeaderValue>,
}

/// All that this server answers.
pub fn router(sinks: Sinks) -> Router {
    let cors = CorsLayer::new()
        .allow_origin(sinks.origins.clone())
        .allow_methods([Method::POST])
        .allow_headers([CONTENT_TYPE, KEY])
        .expose_headers([RETRY_AFTER])
        .max_age(Duration::from_secs(86_400));
    Router::new()
        .route("/receipts", post(receive))
        .route("/health", get(health))
        .layer(DefaultBodyLimit::max(LARGEST))
        .layer(cors)
        .with_state(Arc::new(sinks))
}

async fn receive(State(sinks): State<Arc<Sinks>>, headers: HeaderMap, body: Result<Bytes, BytesRejection>) -> Response {
    match accept(&sinks, &headers, body) {
        Ok(posted) => keep(&sinks, &posted).await,
        Err(refusal) => refusal.into_response(),
    }
}

/// What can be said without a sink.
fn accept(sinks: &Sinks, headers: &HeaderMap, body: Result<Bytes, BytesRejection>) -> Result<Posted, Refusal> {
    // Every browser says where a POST comes from, so another site can't make one write here. Anything that is no
    // browser can say what it likes.
    if let Some(origin) = headers.get(ORIGIN)
        && !sinks.origins.contains(origin)
    {
        return Err(refuse(StatusCode::FORBIDDEN, "this origin is not one of those that may send", Json::Null));
    }
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json") {
        return Err(refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, "the content type has to be application/json", Json::Null));
    }
    let body = body.map_err(|problem| match problem.status() {
        StatusCode::PAYLOAD_TOO_LARGE => {
            refuse(StatusCode::PAYLOAD_TOO_LARGE, &format!("a receipt is at most {LARGEST} bytes"), Json::Null)
        }
        _ => refuse(StatusCode::BAD_REQUEST, "the body broke off", Json::Null),
    })?;
    let posted = receipt::judge(&body).map_err(|problems| {
        let list = problems
            .iter()
            .map(|problem| json!({ "code": problem.code, "path": problem.path, "found": problem.found, "expected": problem.expected }));
        refuse(StatusCode::UNPROCESSABLE_ENTITY, "this is no receipt", list.collect())
    })?;
    match headers.get(KEY) {
        // A beacon can't say it in a header.
        Some(key) if key.to_str().unwrap_or_default().trim_matches('"') != posted.id => {
            Err(refuse(StatusCode::BAD_REQUEST, "Idempotency-Key is not the id in the body", Json::Null))
        }
        _ => Ok(posted),
    }
}

/// The table first: what was kept there is known when it is sent again.
async fn keep(sinks: &Sinks, posted: &Posted) -> Response {
    let mut status = StatusCode::ACCEPTED;
    if let Some(database) = &sinks.database {
        status = match database.keep(posted).await {
            Ok(Kept::New) => StatusCode::CREATED,
            Ok(Kept::Same) => StatusCode::OK,
            Ok(Kept::Other) => return refuse(StatusCode::CONFLICT, "another receipt has this id", Json::Null).into_response(),
            Err(why) => return later(&why),
        };
    }
    if let Some(collector) = &sinks.collector
        && let Err(why) = collector.export(posted).await
    {
        return later(&why);
    }
    (status, json!({ "id": posted.id }).to_string()).into_json()
}

/// Neither the receipt nor whoever sent it is told to the log.
fn later(why: &dyn std::fmt::Display) -> Response {
    eprintln!("A receipt was not kept: {why}");
    let mut answer = refuse(StatusCode::SERVICE_UNAVAILABLE, "it can't be kept now", Json::Null).into_response();
    answer.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static(RETRY));
    answer
}

async fn health(State(sinks): State<Arc<Sinks>>) -> Response {
    match &sinks.database {
        Some(database) => match database.healthy().await {
            Ok(()) => (StatusCode::OK, json!({ "database": "ok" }).to_string()).into_json(),
            Err(why) => {
                eprintln!("Not healthy: {why}");
                refuse(StatusCode::SERVICE_UNAVAILABLE, "the database can't be used", Json::Null).into_response()
            }
        },
        None => (StatusCode::OK, json!({}).to_string()).into_json(),
    }
}

/// Why not, for whoever reads the answer.
struct Refusal {
    status: StatusCode,
    why: String,
    problems: Json,
}

fn refuse(status: StatusCode, why: &str, problems: Json) -> Refusal {
    Refusal { status, why: why.to_owned(), problems }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut said = json!({ "error": self.why });
        if !self.problems.is_null() {
            said["problems"] = self.problems;
        }
        (self.status, said.to_string()).into_json()
    }
}

trait IntoJson {
    fn into_json(self) -> Response;
}

impl IntoJson for (StatusCode, String) {
    fn into_json(self) -> Response {
        (self.0, [(CONTENT_TYPE, HeaderValue::from_static("application/json"))], self.1).into_response()
    }
}
