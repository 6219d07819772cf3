//! Sluis holds back what a visitor has not agreed to.
//!
//! [`core`] decides and knows no browser; `web` performs what it decided and decides nothing.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod core;
#[cfg(target_arch = "wasm32")]
pub mod web;
