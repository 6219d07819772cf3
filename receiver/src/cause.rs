//! What an error of the network comes down to: libraries say "error connecting", the system why.

use std::error::Error;
use std::io;

/// The error, with what the system said of it. Nothing else below it is told: that can hold what was being sent.
pub fn told(error: &(dyn Error + 'static)) -> String {
    let mut below = error.source();
    while let Some(inner) = below {
        if let Some(system) = inner.downcast_ref::<io::Error>() {
            return format!("{error}: {system}");
        }
        below = inner.source();
    }
    error.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    struct Outer(io::Error);

    impl std::fmt::Display for Outer {
        fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            out.write_str("error connecting")
        }
    }

    impl Error for Outer {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            Some(&self.0)
        }
    }

    #[test]
    fn the_systems_reason_is_told() {
        assert_eq!(told(&Outer(io::Error::other("refused"))), "error connecting: refused");
        assert_eq!(told(&io::Error::other("alone")), "alone");
    }
}
