//! Every answer of the contract in docs/receipts.md.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use serde_json::{Value as Json, json};
use sluis_receiver::database::Database;
use sluis_receiver::service::{LARGEST, Sinks, router};
use std::path::Path;
use support::program::Program;
use support::{Base, cluster, posted};
use tower::ServiceExt;

const SITE: &str = "https://www.voorbeeld.nl";

fn over(database: Database) -> Router {
    router(Sinks { database: Some(database), collector: None, origins: vec![SITE.parse().unwrap()] })
}

/// A POST as a browser makes it, with these headers changed or, when empty, left out.
fn request(body: impl Into<Body>, headers: &[(&str, &str)]) -> Request<Body> {
    let mut all = HeaderMap::new();
    for (name, value) in [("origin", SITE), ("content-type", "application/json")].iter().chain(headers) {
        all.insert(axum::http::HeaderName::from_bytes(name.as_bytes()).unwrap(), value.parse().unwrap());
    }
    let mut request = Request::post("/receipts").body(body.into()).unwrap();
    *request.headers_mut() = all.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| (name.unwrap(), value)).collect();
    request
}

async fn ask(router: &Router, request: Request<Body>) -> (StatusCode, HeaderMap, Json) {
    let answer = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = answer.into_parts();
    let text = to_bytes(body, 1 << 20).await.unwrap();
    (parts.status, parts.headers, serde_json::from_slice(&text).unwrap_or(Json::Null))
}

#[tokio::test]
async fn r_09_a_receipt_is_answered_for_once_it_is_kept() {
    let base = Base::new(24).await;
    let service = over(base.as_role("www"));
    let key = format!("\"{:032x}\"", 1);
    let (status, headers, said) = ask(&service, request(posted(1).to_string(), &[("idempotency-key", &key)])).await;
    assert_eq!((status, said), (StatusCode::CREATED, json!({ "id": format!("{:032x}", 1) })));
    assert_eq!(headers["access-control-allow-origin"], SITE);
    assert_eq!(ask(&service, request(posted(1).to_string(), &[])).await.0, StatusCode::OK, "a beacon has no key");
    let mut other = posted(1);
    other["receipt"]["method"] = json!("api");
    assert_eq!(ask(&service, request(other.to_string(), &[])).await.0, StatusCode::CONFLICT);
    assert_eq!(base.count().await, 1);
}

#[tokio::test]
async fn what_is_not_a_receipt_of_this_site_is_refused_and_told_why() {
    let base = Base::new(24).await;
    let service = over(base.as_role("www"));
    let good = posted(1).to_string();
    for (body, headers, status) in [
        (good.clone(), ("origin", "https://www.elders.nl"), StatusCode::FORBIDDEN),
        (good.clone(), ("origin", "null"), StatusCode::FORBIDDEN),
        (good.clone(), ("content-type", "text/plain"), StatusCode::UNSUPPORTED_MEDIA_TYPE),
        (good.clone(), ("content-type", ""), StatusCode::UNSUPPORTED_MEDIA_TYPE),
        (good.clone(), ("idempotency-key", "\"another\""), StatusCode::BAD_REQUEST),
        (format!("{good}{}", " ".repeat(LARGEST)), ("accept", "*/*"), StatusCode::PAYLOAD_TOO_LARGE),
        (String::from("{"), ("accept", "*/*"), StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let (found, _, said) = ask(&service, request(body, &[headers])).await;
        assert_eq!(found, status, "{headers:?}: {said}");
        assert!(said["error"].is_string(), "{said}");
    }
    let mut wrong = posted(1);
    wrong["receipt"]["ip"] = json!("192.0.2.1");
    let (_, _, said) = ask(&service, request(wrong.to_string(), &[])).await;
    assert_eq!((&said["problems"][0]["path"], &said["problems"][0]["code"]), (&json!("$.receipt.ip"), &json!("unknown-key")), "{said}");
    for (method, path, status) in [
        ("GET", "/receipts", StatusCode::METHOD_NOT_ALLOWED),
        ("DELETE", "/receipts", StatusCode::METHOD_NOT_ALLOWED),
        ("GET", "/", StatusCode::NOT_FOUND),
    ] {
        let request = Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
        assert_eq!(ask(&service, request).await.0, status, "{method} {path}");
    }
    // Charset and case are no other content type.
    assert_eq!(
        ask(&service, request(good, &[("content-type", "Application/JSON; charset=utf-8"), ("origin", "")])).await.0,
        StatusCode::CREATED
    );
}

#[tokio::test]
async fn a_browser_on_another_host_of_the_site_may_ask_first() {
    let service = over(Database::new("host=/nowhere".parse().unwrap()).unwrap());
    let ask_first = |origin: &str| {
        let builder = Request::builder().method("OPTIONS").uri("/receipts").header("origin", origin);
        builder
            .header("access-control-request-method", "POST")
            .header("access-control-request-headers", "content-type,idempotency-key")
            .body(Body::empty())
            .unwrap()
    };
    let (status, headers, _) = ask(&service, ask_first(SITE)).await;
    assert_eq!((status, headers["access-control-allow-origin"].to_str().unwrap()), (StatusCode::OK, SITE));
    assert_eq!(headers["access-control-allow-headers"], "content-type,idempotency-key");
    assert!(!headers.contains_key("access-control-allow-credentials"));
    let (_, headers, _) = ask(&service, ask_first("https://www.elders.nl")).await;
    assert!(!headers.contains_key("access-control-allow-origin"));
}

#[tokio::test]
async fn without_a_database_a_browser_is_asked_to_come_back() {
    let service = over(Database::new("host=/nowhere user=www dbname=site".parse().unwrap()).unwrap());
    let (status, headers, said) = ask(&service, request(posted(1).to_string(), &[])).await;
    assert_eq!((status, headers["retry-after"].to_str().unwrap()), (StatusCode::SERVICE_UNAVAILABLE, "30"));
    assert!(!said.to_string().contains("nowhere"), "what is inside is nobody's business: {said}");
    let health = Request::get("/health").body(Body::empty()).unwrap();
    assert_eq!(ask(&service, health).await.0, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn r_03_nothing_of_whoever_sends_is_kept_or_logged() {
    let base = Base::new(24).await;
    let program = Path::new(env!("CARGO_BIN_EXE_sluis-receiver"));
    let database = cluster().connection("www", &base.name);
    let running = Program::serve(program, &[("SLUIS_DATABASE", &database), ("SLUIS_ORIGINS", SITE)]);
    let client = reqwest::Client::new();
    let post = |body: String| {
        let request =
            client.post(format!("{}/receipts", running.address)).header("origin", SITE).header("content-type", "application/json");
        request
            .header("user-agent", "Browser/1")
            .header("referer", "https://www.voorbeeld.nl/private")
            .header("x-forwarded-for", "192.0.2.7")
            .header("cookie", "session=1")
            .body(body)
            .send()
    };
    assert_eq!(post(posted(1).to_string()).await.unwrap().status().as_u16(), 201);
    assert_eq!(post(String::from("nonsense")).await.unwrap().status().as_u16(), 422);
    let health = client.get(format!("{}/health", running.address)).send().await.unwrap();
    assert_eq!(health.status().as_u16(), 200);
    // And when something fails, which is when programs talk.
    base.client("owner").await.batch_execute("alter function sluis.keep rename to lost").await.unwrap();
    assert_eq!(post(posted(2).to_string()).await.unwrap().status().as_u16(), 503);
    let row = base.client("owner").await.query_one("select row_to_json(r)::text from sluis.receipts r", &[]).await.unwrap();
    let row: Json = serde_json::from_str(row.get(0)).unwrap();
    assert_eq!(row.as_object().unwrap().keys().map(String::as_str).collect::<Vec<_>>(), ["id", "received_at", "receipt"]);
    assert_eq!(row["receipt"], posted(1)["receipt"]);
    let (well, said) = running.end();
    assert!(well && said.contains("A receipt was not kept"), "{said}");
    for private in ["127.0.0.1", "192.0.2.7", "Browser", "private", "session", "3f9a1c27", "00000000000000000000000000000002"] {
        assert!(!said.contains(private), "{private} in {said}");
    }
}

#[tokio::test]
async fn the_commands_do_their_part_and_say_so() {
    let base = Base::new(24).await;
    let program = Path::new(env!("CARGO_BIN_EXE_sluis-receiver"));
    let as_role = |role: &str| cluster().connection(role, &base.name);
    let run = |word: &str, settings: &[(&str, &str)]| {
        let output = Program::run(program, word, settings);
        (output.status.success(), String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap())
    };
    let told = run("setup", &[("SLUIS_DATABASE", &as_role("owner")), ("SLUIS_MONTHS", "13")]);
    assert!(told.0 && told.1.contains("13 months"), "{}", told.1);
    let told = run("--help", &[]);
    assert!(told.0 && told.1.starts_with("sluis-receiver setup"), "{}", told.1);
    let told = run("expire", &[("SLUIS_DATABASE", &as_role("job"))]);
    assert_eq!(told, (true, String::from("0 receipts removed.\n")));
    for (word, settings, sentence) in [
        ("setup", &[("SLUIS_DATABASE", as_role("owner"))][..], "SLUIS_MONTHS is not set"),
        (
            "setup",
            &[("SLUIS_DATABASE", as_role("www")), ("SLUIS_MONTHS", String::from("24"))],
            "Not set up: the database: permission denied",
        ),
        ("expire", &[("SLUIS_DATABASE", as_role("www"))], "permission denied for function expire"),
        ("expire", &[], "SLUIS_DATABASE is not set"),
        ("serve", &[], "SLUIS_ORIGINS is not set"),
        ("else", &[], "There is no command `else`.\n\nsluis-receiver setup"),
        (
            "setup",
            &[("SLUIS_DATABASE", String::from("host=127.0.0.1 port=1 user=a dbname=a")), ("SLUIS_MONTHS", String::from("24"))],
            "Not set up: the database: error connecting to server: Connection refused",
        ),
    ] {
        let settings: Vec<(&str, &str)> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let (well, said) = run(word, &settings);
        assert!(!well && said.contains(sentence), "{word}: {said}");
    }
}
