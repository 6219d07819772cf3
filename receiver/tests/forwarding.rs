//! The same events in a log pipeline, judged by the official definitions of OTLP.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use opentelemetry_proto::tonic::common::v1::any_value::Value;
use opentelemetry_proto::tonic::logs::v1::LogRecord;
use serde_json::Value as Json;
use sluis_receiver::service::{Sinks, router};
use sluis_receiver::settings::{self, Find};
use std::net::SocketAddr;
use support::collector::{Mood, Stub};
use support::{Base, posted, serve};

const SITE: &str = "https://www.voorbeeld.nl";

fn sinks(collector: SocketAddr, more: &[(&str, &str)]) -> Sinks {
    let address = format!("http://{collector}/v1/logs");
    let find = |name: &str| match name {
        "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT" => Some(address.clone()),
        "SLUIS_ORIGINS" => Some(SITE.to_owned()),
        _ => more.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()),
    };
    settings::sinks(&find).unwrap()
}

async fn post(receiver: SocketAddr, body: &Json) -> u16 {
    let request = reqwest::Client::new().post(format!("http://{receiver}/receipts")).header("origin", SITE);
    request.header("content-type", "application/json").body(body.to_string()).send().await.unwrap().status().as_u16()
}

fn text(record: &LogRecord, key: &str) -> Option<String> {
    let found = record.attributes.iter().find(|attribute| attribute.key == key)?;
    match found.value.clone()?.value? {
        Value::StringValue(text) => Some(text),
        _ => None,
    }
}

#[tokio::test]
async fn r_01_an_event_is_the_whole_receipt_and_nothing_else() {
    let (stub, collector) = Stub::start().await;
    let receiver = serve(router(sinks(collector, &[("OTEL_EXPORTER_OTLP_HEADERS", "api-key=one, x-two=2")]))).await;
    assert_eq!(post(receiver, &posted(5)).await, 202);
    let [record] = stub.records().try_into().unwrap();
    let Some(Value::StringValue(body)) = record.body.clone().unwrap().value else { panic!("{record:?}") };
    assert_eq!(serde_json::from_str::<Json>(&body).unwrap(), posted(5)["receipt"]);
    // 2026-11-22T10:14Z
    assert_eq!(record.time_unix_nano, 1_795_342_440_000_000_000);
    assert!(record.observed_time_unix_nano > 1_700_000_000_000_000_000);
    assert_eq!((record.event_name.as_str(), record.severity_number), ("sluis.receipt", 9));
    for (key, value) in [
        ("sluis.id", "00000000000000000000000000000005"),
        ("sluis.asked", "3f9a1c27"),
        ("sluis.statement", "2018-06-12"),
        ("sluis.method", "banner"),
        ("sluis.layer", "banner"),
        ("sluis.language", "nl"),
        ("sluis.choice.analytics", "granted"),
        ("sluis.choice.social", "denied"),
        ("sluis.choice.advertising", "denied"),
    ] {
        assert_eq!(text(&record, key).as_deref(), Some(value), "{key}");
    }
    assert_eq!(record.attributes.len(), 9, "{:?}", record.attributes);
    let headers = stub.headers.lock().unwrap()[0].clone();
    assert_eq!(
        (&headers["content-type"], &headers["api-key"], &headers["x-two"]),
        (&"application/x-protobuf".parse().unwrap(), &"one".parse().unwrap(), &"2".parse().unwrap())
    );
}

#[tokio::test]
async fn what_a_collector_does_not_take_is_not_answered_for() {
    let (stub, collector) = Stub::start().await;
    let base = Base::new(24).await;
    let database = support::cluster().connection("www", &base.name);
    let receiver = serve(router(sinks(collector, &[("SLUIS_DATABASE", &database)]))).await;
    for mood in [Mood::Fails, Mood::Rejects, Mood::Redirects] {
        stub.answer(mood);
        assert_eq!(post(receiver, &posted(1)).await, 503, "{mood:?}");
    }
    assert!(stub.records().is_empty());
    stub.answer(Mood::Takes);
    // The table has it from the first time; the pipeline gets it now.
    assert_eq!(post(receiver, &posted(1)).await, 200);
    assert_eq!(post(receiver, &posted(2)).await, 201);
    assert_eq!((base.count().await, stub.records().len()), (2, 2));
}

#[tokio::test]
async fn a_collector_that_is_not_there_loses_nothing() {
    let nobody = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let receiver = serve(router(sinks(nobody, &[]))).await;
    assert_eq!(post(receiver, &posted(1)).await, 503);
}

#[test]
fn a_wrong_setting_is_told_with_what_is_expected() {
    let fails = |settings: &[(&str, &str)], sentence: &str| {
        let find: Find<'_> = &|name| settings.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        let said = settings::sinks(find).err().or_else(|| settings::listen(find).err()).or_else(|| settings::months(find).err()).unwrap();
        assert!(said.contains(sentence), "{said}");
    };
    let good = ("SLUIS_ORIGINS", SITE);
    fails(&[], "SLUIS_ORIGINS is not set");
    fails(&[good], "nowhere to keep receipts");
    let with = ("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "http://127.0.0.1:4318/v1/logs");
    for origin in ["*", "https://www.voorbeeld.nl/", "www.voorbeeld.nl", "https://WWW.voorbeeld.nl", "https://*.voorbeeld.nl"] {
        fails(&[with, ("SLUIS_ORIGINS", origin)], "expected an origin");
    }
    fails(&[with, ("SLUIS_ORIGINS", " , ")], "no site may send");
    fails(&[good, ("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "https://collector.example")], "TLS is not built in");
    fails(&[good, with, ("OTEL_EXPORTER_OTLP_HEADERS", "secret")], "expected name=value");
    fails(&[good, ("SLUIS_DATABASE", "sslmode=require host=x")], "TLS, which is not built in");
    fails(&[good, with, ("SLUIS_LISTEN", "8650")], "expected an address with a port");
    for months in ["0", "1201", "two", "-1"] {
        fails(&[good, with, ("SLUIS_MONTHS", months)], "expected 1 to 1200");
    }
    // Neither a password nor a key is ever said.
    for settings in [&[good, ("SLUIS_DATABASE", "password=hunter2 nonsense")][..], &[good, with, ("OTEL_EXPORTER_OTLP_HEADERS", "hunter2")]]
    {
        let find: Find<'_> = &|name| settings.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        assert!(!settings::sinks(find).err().unwrap().contains("hunter2"));
    }
}
