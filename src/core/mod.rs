//! Everything Sluis decides, without a browser: configuration, record and actions go in,
//! decisions, views and effects come out as data.
