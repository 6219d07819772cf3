//! How often a browser asked the third parties of the demo for something.

use serde_json::{Map, Value};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A count for each host that this machine plays.
pub struct Hits(Vec<(&'static str, AtomicUsize)>);

impl Hits {
    pub fn new(hosts: &[&'static str]) -> Self {
        Self(hosts.iter().map(|host| (*host, AtomicUsize::new(0))).collect())
    }

    pub fn add(&self, host: &str) {
        if let Some((_, count)) = self.0.iter().find(|(name, _)| *name == host) {
            count.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// `{host: count}`: nought is told too, for it is what the page hopes to show.
    pub fn json(&self) -> String {
        let counts = self.0.iter().map(|(host, count)| ((*host).to_owned(), Value::from(count.load(Ordering::Relaxed))));
        Value::Object(counts.collect::<Map<_, _>>()).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_each_host_and_no_other() {
        let hits = Hits::new(&["b.test", "a.test"]);
        hits.add("a.test");
        hits.add("a.test");
        hits.add("c.test");
        assert_eq!(hits.json(), r#"{"b.test":0,"a.test":2}"#);
    }
}
