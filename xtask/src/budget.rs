//! How many bytes a visitor may have to load, compressed with brotli at its best.
//!
//! These are promises to owners of websites. Raising one is a decision, not a fix.

/// The guard: the only bytes that a page waits for.
pub const GUARD: usize = 4 * 1024;

/// Everything that a first visit loads, up to and including the choice: guard, loader, core, style and the texts of
/// one language. The first design said 24 KB, from a probe that neither released, swept, moved focus nor kept proof,
/// and told vendors, other tabs and servers nothing. 45 when all of that was one module, 35 in several, 32 since what is
/// large crosses to the core in one go.
pub const FIRST_VISIT: usize = 32 * 1024;

/// The same where the configuration carries no seal, so that the browser checks it.
pub const UNSEALED: usize = 45 * 1024;

/// The sheets of the question and the settings as one text, as the modules carry them.
pub const STYLE: usize = 3 * 1024;

/// The same with that of placeholders.
pub const ALL_STYLE: usize = 3 * 1024 + 512;

/// What opening the settings loads besides, once.
pub const SETTINGS: usize = 21 * 1024;

/// What the first embed that waits loads besides, once.
pub const PLACEHOLDER: usize = 18 * 1024;
