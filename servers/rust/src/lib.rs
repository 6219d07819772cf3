//! The endpoint on a site's own server: it keeps a record with `Set-Cookie`, and hands a choice to another domain of the
//! same owner. docs/records.md is its contract; `examples/endpoint.rs` is a whole server. To read choices only,
//! `sluis::core::reader` is enough.

mod handoff;

pub use handoff::Secret;

use http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, COOKIE, HOST, LOCATION, ORIGIN, SET_COOKIE};
use http::{HeaderName, HeaderValue, Method, Request, Response, StatusCode};
use sluis::core::reader::{LONGEST, Reader, minutes};
use std::time::SystemTime;
use url::Url;

/// Answers the requests to the path that `record.endpoint` names.
pub struct Endpoint {
    /// Reads choices on any other page.
    pub reader: Reader,
    secret: Option<Secret>,
}

impl Endpoint {
    /// For the site of a reader; without a secret, choices are not handed to other domains.
    pub fn new(reader: Reader, secret: Option<Secret>) -> Self {
        Self { reader, secret }
    }

    /// The most that is read of a body, in bytes, to see that it is too long.
    pub const LIMIT: usize = LONGEST + 1;

    /// Answers a request. The `Host` that visitors see has to be in it, and of its body no more than [`Endpoint::LIMIT`]
    /// bytes are needed. Sites are taken to be on https, but for `localhost` and what ends in it.
    pub fn answer(&self, request: &Request<impl AsRef<[u8]>>, now: SystemTime) -> Response<String> {
        let Some(url) = address(request) else { return say(StatusCode::BAD_REQUEST, "this request names no host") };
        let asks = |name: &str| url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
        match (request.method(), &self.secret) {
            (&Method::POST, _) => self.keep(request, &url, now),
            (&Method::GET, Some(secret)) => match (asks("choice"), asks("to")) {
                (Some(choice), _) => self.arrive(request, &url, secret, &choice, &asks("page").unwrap_or_default(), now),
                (None, Some(to)) => self.depart(request, &url, secret, &to, now),
                (None, None) => self.refuse_method(),
            },
            _ => self.refuse_method(),
        }
    }

    fn refuse_method(&self) -> Response<String> {
        let allowed = if self.secret.is_some() { "GET, POST" } else { "POST" };
        with(say(StatusCode::METHOD_NOT_ALLOWED, "a record is kept by POST"), ALLOW, allowed)
    }

    fn keep(&self, request: &Request<impl AsRef<[u8]>>, url: &Url, now: SystemTime) -> Response<String> {
        // Another site must not choose for a visitor. Every browser sends `Origin` with a POST.
        if header(request, "sec-fetch-site").is_some_and(|site| site != "same-origin") {
            return say(StatusCode::FORBIDDEN, "only pages of this site can have a choice kept");
        }
        let own = authority(url);
        let origin = header(request, ORIGIN.as_str()).unwrap_or("nothing");
        let secure = match origin.split_once("://") {
            Some((scheme @ ("http" | "https"), host)) if host == own => scheme == "https",
            _ => return say(StatusCode::FORBIDDEN, &format!("Origin: found {origin}, expected that of {own}")),
        };
        let body = request.body().as_ref();
        if body.len() > LONGEST {
            return say(StatusCode::PAYLOAD_TOO_LARGE, &format!("a record is no longer than {LONGEST} bytes"));
        }
        match self.reader.judge(&String::from_utf8_lossy(body), minutes(now)) {
            Ok(record) => with(empty(StatusCode::NO_CONTENT), SET_COOKIE, &self.reader.cookie(&record, minutes(now), secure)),
            Err(refusal) => say(StatusCode::UNPROCESSABLE_ENTITY, refusal.text()),
        }
    }
}

/// The address as visitors see it: a server behind a proxy knows only the host.
fn address<Body>(request: &Request<Body>) -> Option<Url> {
    let host = header(request, HOST.as_str()).or_else(|| request.uri().authority().map(|authority| authority.as_str()))?;
    let name = host.split(':').next().unwrap_or_default();
    let scheme = if name == "localhost" || name.ends_with(".localhost") { "http" } else { "https" };
    let rest = request.uri().path_and_query().map_or("/", |rest| rest.as_str());
    Url::parse(&format!("{scheme}://{host}{rest}")).ok()
}

/// Host and port, as `Origin` has them.
fn authority(url: &Url) -> String {
    url.port()
        .map_or_else(|| url.host_str().unwrap_or_default().to_owned(), |port| format!("{}:{port}", url.host_str().unwrap_or_default()))
}

fn header<'a, Body>(request: &'a Request<Body>, name: &str) -> Option<&'a str> {
    request.headers().get(name).and_then(|value| value.to_str().ok())
}

/// All cookies of a request: HTTP/2 lets a client send them apart.
pub fn cookies<Body>(request: &Request<Body>) -> String {
    let all = request.headers().get_all(COOKIE).iter().map(|value| String::from_utf8_lossy(value.as_bytes()));
    all.collect::<Vec<_>>().join("; ")
}

fn empty(status: StatusCode) -> Response<String> {
    let mut response = Response::new(String::new());
    *response.status_mut() = status;
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn say(status: StatusCode, text: &str) -> Response<String> {
    let mut response = with(empty(status), CONTENT_TYPE, "text/plain; charset=utf-8");
    *response.body_mut() = format!("{text}\n");
    response
}

fn on(to: &str) -> Response<String> {
    with(empty(StatusCode::SEE_OTHER), LOCATION, to)
}

/// A value that no header can hold is left out: then nothing is kept, or nobody is sent on.
fn with(mut response: Response<String>, name: HeaderName, value: &str) -> Response<String> {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
    response
}
