//! How fast a long page goes through: `cargo run -p sluis-rewrite --profile native --example throughput`.

#![allow(clippy::unwrap_used)]

use sluis_rewrite::{Options, Rewriter, Rules};
use std::hint::black_box;
use std::time::{Duration, Instant};

#[path = "../tests/support/mod.rs"]
mod support;

const SIZE: usize = 5_000_000;
const CHUNK: usize = 16 * 1024;
const ROUNDS: usize = 9;

/// The middle of some rounds, in megabytes a second.
fn speed(title: &str, page: &[u8], rules: &Rules) {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let started = Instant::now();
            let mut rewriter = Rewriter::new(rules);
            for chunk in page.chunks(CHUNK) {
                black_box(rewriter.write(chunk).unwrap());
            }
            black_box(rewriter.end().unwrap());
            started.elapsed()
        })
        .collect();
    times.sort();
    let time = times[ROUNDS / 2];
    println!("{title:32} {:>6.0} ms  {:>6.0} MB/s", time.as_secs_f64() * 1e3, page.len() as f64 / time.as_secs_f64() / 1e6);
}

fn main() {
    let page = support::long_page(SIZE);
    let text: Vec<u8> = page.iter().map(|byte| if *byte == b'<' { b'(' } else { *byte }).collect();
    println!("{SIZE} bytes in chunks of {CHUNK}, the middle of {ROUNDS} rounds");
    speed("text without a tag", &text, &support::rules());
    speed("a page with much to hold", &page, &support::rules());
    speed("the same, inline scripts kept", &page, &support::rules_of(support::SITE, Options { inline: false, ..Options::default() }));
}
