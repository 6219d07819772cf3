//! The buttons that decide. One function makes all of them, so that none can look like more than another.

use super::View;
use super::node::open;
use crate::core::text::{Key, Texts};

/// Refuse, accept, and a third: the same element, the same order, on every layer (U-01, U-02, U-20). `count`: how
/// many kinds of cookies they answer for.
pub fn choices(texts: &Texts, view: &mut View, count: usize, third: (&'static str, Key)) {
    // With more than one purpose the label says "all" (EDPB Guidelines 03/2022, misleading action).
    let (reject, accept) = if count > 1 { (Key::BtnRejectAll, Key::BtnAcceptAll) } else { (Key::BtnRejectOne, Key::BtnAcceptOne) };
    buttons(texts, view, &[("reject", reject), ("accept", accept), third]);
}

/// A row of equal buttons.
pub fn buttons(texts: &Texts, view: &mut View, row: &[(&'static str, Key)]) {
    open!(view, "div", "data-part" = "choices");
    for (action, label) in row {
        button(view, action).text(texts.get(*label)).close();
    }
    view.close();
}

/// Opens a button that does something of ours.
pub fn button<'a>(view: &'a mut View, action: &'static str) -> &'a mut View {
    open!(view, "button", "type" = "button").with("data-do", action)
}
