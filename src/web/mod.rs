//! The edge: it performs what the core decided, and decides nothing.
//!
//! It is built twice, into two modules. What every visit needs is exported by `surface`; with the feature `detail`,
//! what only the settings, the declaration and an unchecked configuration need is exported by `detail` instead.
//! The linker drops whatever an export does not reach.

pub mod decode;
#[cfg(feature = "detail")]
pub mod detail;
pub mod dom;
pub mod encode;
#[cfg(feature = "detail")]
mod embed;
mod gate;
mod node;
mod page;
mod release;
mod runtime;
mod site;
mod stage;
mod state;
mod store;
#[cfg(not(feature = "detail"))]
mod surface;
mod sweep;
mod wording;

#[cfg(not(feature = "detail"))]
pub use surface::*;

// Half a kilobyte smaller (brotli) than the next best, and a page's worth of views is no load for it.
// SAFETY: a page's module has one thread; nothing here starts another, and workers never load it.
#[global_allocator]
static ALLOCATOR: lol_alloc::AssumeSingleThreaded<lol_alloc::FreeListAllocator> =
    unsafe { lol_alloc::AssumeSingleThreaded::new(lol_alloc::FreeListAllocator::new()) };
