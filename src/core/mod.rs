//! Everything Sluis decides, without a browser: configuration, record and actions go in,
//! decisions, views and effects come out as data.

#[cfg(not(target_arch = "wasm32"))]
pub mod admit;
#[cfg(not(target_arch = "wasm32"))]
mod advise;
pub mod catalogue;
pub mod check;
pub mod config;
pub mod cut;
pub mod decide;
#[cfg(not(target_arch = "wasm32"))]
mod deliver;
#[cfg(not(target_arch = "wasm32"))]
pub mod diff;
pub mod effect;
pub mod embed;
mod fnv;
pub mod format;
pub mod json;
#[cfg(not(target_arch = "wasm32"))]
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
#[cfg(not(target_arch = "wasm32"))]
pub mod schema;
pub mod seal;
pub mod shape;
pub mod signal;
pub mod site;
pub mod source;
pub mod state;
#[cfg(not(target_arch = "wasm32"))]
mod steering;
pub mod text;
pub mod time;
pub mod value;
pub mod view;
pub mod walk;
