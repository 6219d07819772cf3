//! The table: it only grows, holds each receipt once, and loses one only when that has had its time.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use sluis_receiver::database::Kept;
use sluis_receiver::receipt::{Posted, judge};
use support::{Base, posted};

fn one(number: u64) -> Posted {
    judge(posted(number).to_string().as_bytes()).unwrap()
}

#[tokio::test]
async fn r_09_a_receipt_is_kept_once_with_the_server_s_clock() {
    let base = Base::new(24).await;
    let writer = base.as_role("www");
    writer.healthy().await.unwrap();
    assert_eq!(writer.keep(&one(1)).await.unwrap(), Kept::New);
    assert_eq!(writer.keep(&one(1)).await.unwrap(), Kept::Same);
    let mut other = one(1);
    other.receipt["method"] = "api".into();
    assert_eq!(writer.keep(&other).await.unwrap(), Kept::Other);
    assert_eq!(writer.keep(&one(2)).await.unwrap(), Kept::New);
    let row = base.client("owner").await;
    let row = row.query_one("select receipt::text, received_at between now() - interval '1 minute' and now() from sluis.receipts where id = '00000000000000000000000000000001'", &[]).await.unwrap();
    let kept: serde_json::Value = serde_json::from_str(row.get(0)).unwrap();
    assert_eq!(kept, posted(1)["receipt"], "what was sent first stays");
    assert!(row.get::<_, bool>(1));
    assert_eq!(base.count().await, 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_receipt_many_times_at_once_is_one_row() {
    let base = Base::new(24).await;
    let writer = base.as_role("www");
    let tasks: Vec<_> = (0..32)
        .map(|_| {
            tokio::spawn({
                let writer = writer.clone();
                async move { writer.keep(&one(7)).await.unwrap() }
            })
        })
        .collect();
    let mut fresh = 0;
    for task in tasks {
        fresh += usize::from(task.await.unwrap() == Kept::New);
    }
    assert_eq!((fresh, base.count().await), (1, 1));
}

#[tokio::test]
async fn r_09_nobody_changes_removes_or_reads_what_is_kept() {
    let base = Base::new(24).await;
    base.as_role("www").keep(&one(1)).await.unwrap();
    let tries = ["update sluis.receipts set receipt = '{}'", "delete from sluis.receipts", "truncate sluis.receipts"];
    for role in ["owner", "www", "job"] {
        let client = base.client(role).await;
        for sql in tries {
            let error = client.batch_execute(sql).await.unwrap_err();
            assert_eq!(error.as_db_error().unwrap().code().code(), "42501", "{role}: {sql}: {error}");
        }
    }
    for role in ["www", "job"] {
        for sql in [
            "select * from sluis.receipts",
            "insert into sluis.receipts (id, receipt) values (gen_random_uuid(), '{}')",
            "update sluis.retention set months = 1",
            "drop table sluis.receipts",
            "alter table sluis.receipts disable trigger all",
        ] {
            assert_eq!(
                base.client(role).await.batch_execute(sql).await.unwrap_err().as_db_error().unwrap().code().code(),
                "42501",
                "{role}: {sql}"
            );
        }
    }
    assert!(base.as_role("job").keep(&one(2)).await.is_err(), "the keeper writes nothing");
    assert!(base.as_role("www").expire().await.is_err(), "the writer removes nothing");
    assert_eq!(base.count().await, 1);
}

#[tokio::test]
async fn r_09_the_job_removes_what_has_had_its_time_and_nothing_else() {
    let base = Base::new(24).await;
    let owner = base.client("owner").await;
    let aged = "insert into sluis.receipts (id, receipt, received_at) select gen_random_uuid(), '{}', now() - make_interval(months => $1) - make_interval(mins => $2) from generate_series(1, $3)";
    for (months, minutes, number) in [(24, 1, 25_000), (24, -1, 3), (0, 0, 4)] {
        owner.execute(aged, &[&months, &minutes, &number]).await.unwrap();
    }
    // A larger step than one transaction takes.
    assert_eq!(base.as_role("job").expire().await.unwrap(), 25_000);
    assert_eq!(base.as_role("job").expire().await.unwrap(), 0);
    assert_eq!(base.count().await, 7);
    // A shorter period counts from the next run on, and setting up again keeps everything.
    base.as_role("owner").set_up(12).await.unwrap();
    assert_eq!(base.count().await, 7);
    assert_eq!(base.as_role("job").expire().await.unwrap(), 3);
    assert_eq!(base.count().await, 4);
}

#[tokio::test]
async fn a_role_without_the_right_is_told_what_to_do() {
    let base = Base::new(24).await;
    let owner = base.client("owner").await;
    owner.batch_execute("do $$ begin create role stranger login; exception when duplicate_object then null; end $$").await.unwrap();
    let said = base.as_role("stranger").healthy().await.unwrap_err().to_string();
    assert!(said.contains("grant sluis_writer"), "{said}");
    let gone = sluis_receiver::database::Database::new("host=/nowhere user=www dbname=site".parse().unwrap()).unwrap();
    assert!(gone.keep(&one(1)).await.is_err());
}
