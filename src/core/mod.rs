//! Everything Sluis decides, without a browser: configuration, record and actions go in,
//! decisions, views and effects come out as data.
//!
//! What only authors need is native, and part of the configurator's module (feature `studio`); no visitor gets it.

#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
pub mod admit;
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
mod advise;
pub mod catalogue;
pub mod check;
pub mod config;
pub mod cut;
pub mod decide;
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
mod deliver;
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
pub mod diff;
pub mod effect;
pub mod embed;
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
mod excess;
mod fnv;
pub mod format;
pub mod json;
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
pub mod lint;
pub mod matcher;
pub mod number;
pub mod policy;
pub mod problem;
pub mod proof;
#[cfg(not(target_arch = "wasm32"))]
pub mod reader;
pub mod receipt;
pub mod receipts;
pub mod record;
pub mod reduce;
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
pub mod schema;
pub mod seal;
pub mod shape;
pub mod signal;
pub mod site;
pub mod source;
pub mod state;
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
mod steering;
pub mod storable;
pub mod text;
pub mod time;
pub mod value;
pub mod view;
pub mod walk;
