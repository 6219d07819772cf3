//! The server's side of receipts: it takes what `pkg/src/delivery.ts` posts, judges it, and keeps it where nobody can
//! change it, or hands it to a log pipeline, or both. docs/receipts.md is the contract between the two.
//!
//! There is no queue here. A receipt is answered for only when every sink has taken it; until then it waits in the
//! browser that made it, which sends it again under the same id.
//!
//! Nothing here reads or writes the address, the browser or the cookies of whoever sends.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod cause;
pub mod collector;
pub mod database;
pub mod receipt;
pub mod service;
pub mod settings;
