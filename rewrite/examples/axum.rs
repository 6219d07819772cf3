//! A middleware that marks every page on its way out, while it is being sent:
//!
//! ```sh
//! cargo run -p sluis-rewrite --example axum -- www/sites/twisted-bytes/consent.json
//! ```
//!
//! Put it inside a compression layer (added before it), since it reads HTML and no gzip. It works for any tower service
//! with axum's body type.

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_RANGES, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{Html, Response};
use axum::routing::get;
use axum::{BoxError, Router};
use futures_util::{StreamExt, stream};
use sluis_rewrite::{Options, Rewriter, Rules};

/// Marks the page that the inner service answers with, if it is one.
async fn mark(State(rules): State<Rules>, request: Request, next: Next) -> Response {
    let (mut parts, body) = next.run(request).await.into_parts();
    if !is_page(&parts.headers) || parts.status == StatusCode::PARTIAL_CONTENT {
        return Response::from_parts(parts, body);
    }
    // The page gets longer, and is another one: what names its bytes is not true any more.
    for header in [CONTENT_LENGTH, ACCEPT_RANGES, ETAG] {
        parts.headers.remove(header);
    }
    Response::from_parts(parts, Body::from_stream(marked(body, &rules)))
}

fn is_page(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.to_ascii_lowercase().starts_with("text/html") && !headers.contains_key(CONTENT_ENCODING)
}

/// Each chunk as soon as it is ready.
fn marked(body: Body, rules: &Rules) -> impl futures_util::Stream<Item = Result<Bytes, BoxError>> + use<> {
    let start = (Box::pin(body.into_data_stream()), Some(Rewriter::new(rules)));
    stream::unfold(start, |(mut chunks, rewriter)| async move {
        let mut rewriter = rewriter?;
        match chunks.next().await {
            Some(Ok(chunk)) => match rewriter.write(&chunk) {
                Ok(ready) => Some((Ok(Bytes::from(ready)), (chunks, Some(rewriter)))),
                Err(error) => Some((Err(error.into()), (chunks, None))),
            },
            // A page that broke off must not look whole.
            Some(Err(error)) => Some((Err(error.into()), (chunks, None))),
            None => Some((rewriter.end().map(|(rest, _)| Bytes::from(rest)).map_err(BoxError::from), (chunks, None))),
        }
    })
}

fn site(rules: Rules) -> Router {
    let page = r#"<!doctype html><title>A page</title><iframe src="https://www.youtube.com/embed/x" title="A film"></iframe>"#;
    Router::new()
        .route("/", get(move || async move { Html(page) }))
        .route(
            "/data.json",
            get(|| async { ([(CONTENT_TYPE, "application/json")], "{\"html\": \"<img src=https://www.youtube.com/x>\"}") }),
        )
        .layer(from_fn_with_state(rules, mark))
}

fn rules(json: &str) -> Result<Rules, BoxError> {
    use sluis::core::{catalogue, check, problem, value};
    let value = value::from_json(json).map_err(|problem| problem.line())?;
    let checked = check::check(value, catalogue::all());
    let config = checked.config.ok_or_else(|| problem::report(&checked.problems))?;
    Ok(Rules::new(&config, Options::default()))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), BoxError> {
    let file = std::env::args().nth(1).ok_or("Name the configuration: cargo run -p sluis-rewrite --example axum -- consent.json")?;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8080").await?;
    println!("http://{}/", listener.local_addr()?);
    axum::serve(listener, site(rules(&std::fs::read_to_string(file)?)?)).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use tower::ServiceExt;

    const JSON: &str = r#"{"version": 1, "controller": {"name": "A"}, "statement": {"url": "/p"}, "services": [{"catalogue": "youtube"}]}"#;

    async fn ask(site: Router, path: &str) -> (HeaderMap, Vec<Vec<u8>>) {
        let response = site.oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let chunks = body.into_data_stream().map(|chunk| chunk.unwrap().to_vec()).collect().await;
        (parts.headers, chunks)
    }

    #[tokio::test]
    async fn b_01_a_page_is_marked_on_its_way_out() {
        let (headers, chunks) = ask(site(rules(JSON).unwrap()), "/").await;
        let page = String::from_utf8(chunks.concat()).unwrap();
        assert!(page.contains(r#"<iframe data-sluis="youtube" data-src="https://www.youtube.com/embed/x" title="A film">"#), "{page}");
        assert!(!headers.contains_key(CONTENT_LENGTH), "{headers:?}");
    }

    #[tokio::test]
    async fn what_is_no_page_passes_as_it_is() {
        let (headers, chunks) = ask(site(rules(JSON).unwrap()), "/data.json").await;
        assert_eq!(chunks.concat(), b"{\"html\": \"<img src=https://www.youtube.com/x>\"}");
        assert!(headers.contains_key(CONTENT_LENGTH), "{headers:?}");
    }

    #[tokio::test]
    async fn chunks_leave_as_they_come() {
        let parts = ["<p>one</p><ifr", "ame src=//youtu.be/x>", "</iframe>"].map(|text| Ok::<_, BoxError>(Bytes::from(text)));
        let body = Body::from_stream(stream::iter(parts));
        let chunks: Vec<_> =
            marked(body, &rules(JSON).unwrap()).map(|chunk| String::from_utf8(chunk.unwrap().to_vec()).unwrap()).collect().await;
        assert_eq!(chunks, ["<p>one</p>", "<iframe data-sluis=\"youtube\" data-src=//youtu.be/x>", "</iframe>", ""]);
    }

    #[tokio::test]
    async fn a_page_that_breaks_off_does_not_look_whole() {
        let body = Body::from_stream(stream::iter([Ok(Bytes::from("<p>")), Err(BoxError::from("gone"))]));
        let chunks: Vec<_> = marked(body, &rules(JSON).unwrap()).map(|chunk| chunk.is_ok()).collect().await;
        assert_eq!(chunks, [true, false]);
    }
}
