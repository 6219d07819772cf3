//! A whole server: the endpoint, and pages that know what their visitor has granted.
//!
//! ```sh
//! SLUIS_CONFIG=consent.sealed.json SLUIS_SECRET=… PORT=8080 cargo run -p sluis-server --example endpoint
//! ```

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use sluis::core::reader::{Reader, minutes};
use sluis_server::{Endpoint, Secret, cookies};
use std::error::Error;
use std::sync::Arc;
use std::time::SystemTime;

async fn endpoint(State(endpoint): State<Arc<Endpoint>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    // One byte too many is enough to refuse it.
    let Ok(body) = to_bytes(body, 64 * 1024).await else { return StatusCode::PAYLOAD_TOO_LARGE.into_response() };
    let request = Request::from_parts(parts, body.slice(..body.len().min(Endpoint::LIMIT)));
    endpoint.answer(&request, SystemTime::now()).map(Body::from)
}

/// Any other page: what this visitor has granted is known before a byte of it is sent.
async fn page(State(endpoint): State<Arc<Endpoint>>, request: Request) -> Response {
    let objects = request.headers().get("sec-gpc").is_some_and(|value| value == "1");
    let choice = endpoint.reader.read(&cookies(&request), minutes(SystemTime::now()), objects);
    ([(CONTENT_TYPE, "application/json")], choice.json()).into_response()
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::var("SLUIS_CONFIG").map_err(|_| "SLUIS_CONFIG has to name the sealed configuration")?;
    let reader = Reader::new(&std::fs::read_to_string(file)?).map_err(|problem| problem.line())?;
    let secret = std::env::var("SLUIS_SECRET").ok().map(|secret| Secret::new(&secret)).transpose()?;
    let path = std::env::var("SLUIS_PATH").unwrap_or_else(|_| String::from("/sluis/record"));
    let site = Router::new().route(&path, any(endpoint)).fallback(page).with_state(Arc::new(Endpoint::new(reader, secret)));
    let port = std::env::var("PORT").unwrap_or_else(|_| String::from("8080"));
    let listener = tokio::net::TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    println!("http://{}", listener.local_addr()?);
    axum::serve(listener, site).await?;
    Ok(())
}
