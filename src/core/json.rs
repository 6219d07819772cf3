//! Writing JSON, as much of it as the page and receipts need.

/// An object under construction. Every text in one is plain: ids, hashes, dates, words of ours. Nothing is escaped.
pub struct Json(pub String);

impl Json {
    pub fn start() -> Self {
        Self(String::from("{"))
    }

    #[inline(never)]
    pub fn raw(&mut self, key: &str, value: &str) {
        if !self.0.ends_with('{') {
            self.0.push_str(",");
        }
        for part in &["\"", key, "\":", value] {
            self.0.push_str(part);
        }
    }

    #[inline(never)]
    pub fn text(&mut self, key: &str, value: &str) {
        self.raw(key, &["\"", value, "\""].concat());
    }

    pub fn optional(&mut self, key: &str, value: Option<&str>) {
        match value {
            Some(value) => self.text(key, value),
            None => self.raw(key, "null"),
        }
    }

    pub fn truth(&mut self, key: &str, value: bool) {
        self.raw(key, if value { "true" } else { "false" });
    }

    pub fn open(&mut self, key: &str) {
        self.raw(key, "{");
    }

    pub fn close(&mut self) {
        self.0.push_str("}");
    }
}

/// How a permission is written everywhere.
pub fn word(granted: bool) -> &'static str {
    if granted { "granted" } else { "denied" }
}
