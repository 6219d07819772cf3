//! What a receipt is: the proof of one choice, without anything that tells who made it.

use super::shape::Known;
use crate::{choice, shape};

shape! {
    /// Proof of one choice (AVG art. 7(1)), fields after ISO/IEC TS 27560. It holds no identifier, no address,
    /// no browser and no page: nobody can be told apart by it.
    pub struct Receipt {
        /// Version of this format.
        schema "schema": u32, Required, One;
        /// The minute of the choice, in UTC.
        at "at": String, Required, Minute;
        /// The hash of what was asked: the same question gives the same hash.
        asked "asked": String, Required, Hash;
        /// The version of the cookie statement at that moment; `null` when it has none.
        statement "statement": Known<String>, Required, Version;
        /// The answer for each kind of cookies; functional ones are not a choice.
        choices "choices": Choices, Required, Free;
        /// The answer for each service, by id.
        services "services": Vec<(String, Answer)>, Required, Free;
        /// How the choice was made.
        method "method": Method, Required, Free;
        /// Where it was made.
        layer "layer": Layer, Required, Free;
        /// The language in which was asked.
        language "language": String, Required, Language;
        /// The minute of the choice that this one replaces; `null` for the first.
        previous "previous": Known<String>, Required, Minute;
    }

    /// The answer for each kind of cookies.
    pub struct Choices {
        /// Measuring visits.
        analytics "analytics": Answer, Required, Free;
        /// Content of social media and other embeds.
        social "social": Answer, Required, Free;
        /// Following visitors to show advertising.
        advertising "advertising": Answer, Required, Free;
    }
}

choice! {
    /// An answer. The default is the safe one.
    pub enum Answer {
        /// No.
        Denied = "denied",
        /// Yes.
        Granted = "granted",
    }

    /// How a choice was made.
    pub enum Method {
        /// A button of the banner.
        Banner = "banner",
        /// The settings.
        Panel = "panel",
        /// A placeholder for embedded content.
        Embed = "embed",
        /// Withdrawing.
        Withdrawal = "withdrawal",
        /// The page's own code (S-07).
        Api = "api",
    }

    /// Where a choice was made.
    pub enum Layer {
        /// The banner.
        Banner = "banner",
        /// The settings.
        Settings = "settings",
        /// A placeholder for embedded content.
        Embed = "embed",
        /// None of ours.
        None = "none",
    }
}
