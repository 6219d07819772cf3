//! What the third parties of the demo got to see, for the page that shows it live.

use serde_json::json;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

/// The page shows the last ones; the rest only counts.
const KEPT: usize = 100;

#[derive(Default)]
pub struct Hits(Mutex<Log>);

#[derive(Default)]
struct Log {
    total: usize,
    last: Vec<Hit>,
}

struct Hit {
    milliseconds: u64,
    host: String,
    method: String,
    path: String,
}

impl Hits {
    pub fn add(&self, host: &str, method: &str, path: &str) {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let hit = Hit {
            milliseconds: now.as_millis().try_into().unwrap_or(u64::MAX),
            host: host.to_owned(),
            method: method.to_owned(),
            path: path.to_owned(),
        };
        let mut log = self.log();
        log.total += 1;
        if log.last.len() == KEPT {
            log.last.remove(0);
        }
        log.last.push(hit);
    }

    pub fn clear(&self) {
        *self.log() = Log::default();
    }

    /// `{total, hits: [{at, host, method, path}]}`, oldest first.
    pub fn json(&self) -> String {
        let log = self.log();
        let hits: Vec<_> = log
            .last
            .iter()
            .map(|hit| json!({ "at": hit.milliseconds, "host": hit.host, "method": hit.method, "path": hit.path }))
            .collect();
        json!({ "total": log.total, "hits": hits }).to_string()
    }

    fn log(&self) -> MutexGuard<'_, Log> {
        // A count that another thread left half done is still a count.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_all_and_keeps_the_last() {
        let hits = Hits::default();
        for number in 0..KEPT + 5 {
            hits.add("a", "GET", &format!("/{number}"));
        }
        let told: serde_json::Value = serde_json::from_str(&hits.json()).unwrap();
        assert_eq!((told["total"].as_u64(), told["hits"][0]["path"].as_str()), (Some(105), Some("/5")));
        hits.clear();
        assert!(hits.json().contains("\"total\":0"));
    }
}
