//! What vendors are told, as data: one file each.

mod google;

use crate::core::site::Site;

/// One call of a vendor's function on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The function's name.
    pub function: &'static str,
    /// Its arguments: a JSON array.
    pub arguments: String,
}

/// The calls for the state in which these services are granted.
pub fn update(site: &Site<'_>, granted: &[bool]) -> Vec<Call> {
    Vec::from_iter(google::update(site, granted))
}
