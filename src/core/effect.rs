//! What has to happen, as data. The edge performs effects in the order given, and adds none of its own.

use crate::core::record::Record;

/// The parts of the component that can be in front of the visitor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    Banner,
    Settings,
}

impl Layer {
    pub fn name(self) -> &'static str {
        ["banner", "settings"][self as usize]
    }
}

/// What the visitor is told after a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    Saved,
    /// The browser keeps nothing, so the choice lasts as long as this page.
    Unsaved,
    /// What was granted is refused by a policy of this page, and comes with a new one.
    Reload,
    /// Something was taken back that may already have run: only a new page stops that.
    Withdrawn,
    /// What was asked for can't be loaded now.
    Failed,
}

/// The events that a page can listen for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    Ready,
    Change,
    Open,
    Close,
}

impl Event {
    /// The name of the DOM event.
    pub fn name(self) -> &'static str {
        ["sluis:ready", "sluis:change", "sluis:open", "sluis:close"][self as usize]
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Store the choice, and the proof of it (JSON).
    Persist {
        record: Record,
        receipt: String,
    },
    /// Tell vendors, exactly so and in this order: [`crate::core::signal::update`].
    Signal(String),
    /// Remove what these services (indices into the configuration) stored, wherever it can be. Without any: what can be
    /// seen of all services that are not granted, such as what code wrote that still ran after a withdrawal.
    Sweep(Vec<usize>),
    /// Write the state onto `<html>` for the page's own style.
    Mark,
    Emit(Event),
    /// Let go of everything held that is granted now.
    Release,
    /// Show a layer in place of any other.
    Show(Layer),
    /// Show no layer, and give focus back.
    Hide,
    Announce(Notice),
    /// Set switches: their names and whether they are on.
    Switch(Vec<(String, bool)>),
    /// Load the page again: its policy refuses what was granted.
    Reload,
}
