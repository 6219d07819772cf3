//! What vendors are told, as data: one file each.

mod google;

use crate::core::site::Site;

/// One call of a vendor's queue function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call(pub Vec<Argument>);

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    Text(&'static str),
    Map(Vec<(&'static str, &'static str)>),
}

/// The calls for the state in which these services are granted.
pub fn update(site: &Site<'_>, granted: &[bool]) -> Vec<Call> {
    Vec::from_iter(google::update(site, granted))
}
