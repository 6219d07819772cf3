//! FNV-1a (<https://datatracker.ietf.org/doc/html/rfc9923>): it tells versions apart and protects nothing.

/// The hash of these units as eight hexadecimal digits. Without `core::fmt`, which a browser would have to load.
pub fn digits(units: impl Iterator<Item = u32>) -> String {
    let mut hash = units.fold(0x811c_9dc5_u32, |hash, unit| (hash ^ unit).wrapping_mul(0x0100_0193));
    let mut digits = String::new();
    for _ in 0..8 {
        hash = hash.rotate_left(4);
        digits.push(char::from(b"0123456789abcdef"[hash as usize & 15]));
    }
    digits
}
