//! How large a picture is, so that a page keeps its place before it has come.

use crate::failure::{Failure, Outcome, While};
use crate::workspace;
use std::fs;
use std::path::Path;

/// Width and height in pixels of a WebP file, as its first chunk has them.
pub fn size(file: &Path) -> Outcome<(u32, u32)> {
    let bytes = fs::read(file).attempt(format!("read {}", workspace::shown(file)))?;
    read(&bytes).ok_or_else(|| Failure::new(format!("{} is no WebP picture.", workspace::shown(file))))
}

/// <https://developers.google.com/speed/webp/docs/riff_container>, and RFC 6386 section 9.1 for the lossy form.
fn read(bytes: &[u8]) -> Option<(u32, u32)> {
    let at = |place: usize, count: usize| -> Option<u32> {
        let part = bytes.get(place..place + count)?;
        Some(part.iter().rev().fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
    };
    match (bytes.get(..4)?, bytes.get(8..16)?) {
        (b"RIFF", b"WEBPVP8X") => Some((at(24, 3)? + 1, at(27, 3)? + 1)),
        (b"RIFF", b"WEBPVP8 ") => Some((at(26, 2)? & 0x3fff, at(28, 2)? & 0x3fff)),
        (b"RIFF", b"WEBPVP8L") => at(21, 4).map(|bits| ((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_has_a_size_and_other_files_have_none() {
        let (width, height) = size(&workspace::path("www/img/views.webp")).unwrap();
        assert!(width > 1000 && height > width);
        assert!(read(b"RIFF....WEBP").is_none() && read(b"\x89PNG").is_none() && read(&[0; 64]).is_none());
    }
}
