//! Everything Sluis decides, without a browser: configuration, record and actions go in,
//! decisions, views and effects come out as data.

pub mod catalogue;
pub mod check;
pub mod config;
pub mod format;
pub mod matcher;
pub mod problem;
pub mod shape;
pub mod value;
pub mod walk;
