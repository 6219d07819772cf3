//! The edge: it performs what the core decided, and decides nothing.
//!
//! It is built into one module for each occasion. What every visit needs is exported by `surface`; with a feature
//! (`check`, `detail` or `embed`) only what that occasion needs is exported instead, by the file of that name.
//! The linker drops whatever an export does not reach.

#[cfg(feature = "check")]
pub mod check;
pub mod decode;
#[cfg(feature = "detail")]
pub mod detail;
pub mod dom;
#[cfg(feature = "embed")]
pub mod embed;
pub mod encode;
mod gate;
mod node;
mod page;
mod release;
mod runtime;
#[cfg(any(feature = "detail", feature = "embed"))]
mod scene;
mod site;
mod stage;
mod state;
mod store;
#[cfg(not(any(feature = "check", feature = "detail", feature = "embed")))]
mod surface;
mod sweep;
mod wording;
pub mod written;

#[cfg(not(any(feature = "check", feature = "detail", feature = "embed")))]
pub use surface::*;

// Half a kilobyte smaller (brotli) than the next best, and a page's worth of views is no load for it.
// SAFETY: a page's module has one thread; nothing here starts another, and workers never load it.
#[global_allocator]
static ALLOCATOR: lol_alloc::AssumeSingleThreaded<lol_alloc::FreeListAllocator> =
    unsafe { lol_alloc::AssumeSingleThreaded::new(lol_alloc::FreeListAllocator::new()) };
