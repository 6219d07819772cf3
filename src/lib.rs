//! Sluis holds back what a visitor has not agreed to.
//!
//! [`core`] decides and knows no browser; `web` performs what it decided and decides nothing.

#![cfg_attr(test, allow(clippy::unwrap_used))]

#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
pub mod author;
pub mod core;
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
pub mod studio;
#[cfg(all(target_arch = "wasm32", not(feature = "studio")))]
pub mod web;
