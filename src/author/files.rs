//! The files that commands read and write. Whoever runs them has a disk; this crate has none.

/// A disk, or what stands for one. An error is why not, in a few words: [`reason`].
pub trait Files {
    /// What is in a file.
    fn bytes(&self, file: &str) -> Result<Vec<u8>, String>;

    /// The names of the files that stand in a folder itself.
    fn folder(&self, folder: &str) -> Result<Vec<String>, String>;

    /// Writes a file, in place of an earlier one.
    fn write(&self, file: &str, text: &str) -> Result<(), String>;

    /// A file of the package that pages fetch, by its name in `dist/web`.
    fn part(&self, name: &str) -> Result<String, String>;

    /// What is in a file of text.
    fn text(&self, file: &str) -> Result<String, String> {
        String::from_utf8(self.bytes(file)?).map_err(|_| String::from("it is not in UTF-8"))
    }
}

/// An error of a disk in words, by the name that POSIX gives it; the words are the same on every system.
pub fn reason(name: &str) -> String {
    let known = match name {
        "ENOENT" => "there is no such file or folder",
        "EISDIR" => "it is a folder",
        "ENOTDIR" => "it is no folder",
        "EACCES" | "EPERM" | "EROFS" => "it is not allowed here",
        other => other,
    };
    String::from(known)
}

#[cfg(test)]
pub mod memory {
    use super::*;
    use std::cell::RefCell;
    use std::collections::BTreeMap;

    /// Files that stand nowhere.
    #[derive(Debug, Default)]
    pub struct Memory(RefCell<BTreeMap<String, String>>);

    impl Memory {
        pub fn with(files: &[(&str, &str)]) -> Self {
            Self(RefCell::new(files.iter().map(|(name, text)| ((*name).into(), (*text).into())).collect()))
        }
    }

    impl Files for Memory {
        fn bytes(&self, file: &str) -> Result<Vec<u8>, String> {
            self.0.borrow().get(file).map(|text| text.clone().into_bytes()).ok_or_else(|| reason("ENOENT"))
        }

        fn folder(&self, folder: &str) -> Result<Vec<String>, String> {
            let start = [folder.trim_end_matches('/'), "/"].concat();
            Ok(self.0.borrow().keys().filter_map(|name| name.strip_prefix(&start).map(String::from)).collect())
        }

        fn write(&self, file: &str, text: &str) -> Result<(), String> {
            self.0.borrow_mut().insert(file.into(), text.into());
            Ok(())
        }

        fn part(&self, name: &str) -> Result<String, String> {
            self.text(&["web/", name].concat())
        }
    }
}
