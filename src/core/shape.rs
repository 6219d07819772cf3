//! One declaration per JSON object: `shape!` makes the Rust struct, the table that validation walks
//! and, natively, the documentation that the JSON Schema and the TypeScript types are written from.
//!
//! A table instead of generated validation code, because a table of eighty rows compresses to a
//! few hundred bytes and the code that walks it exists once.

use super::format::{Format, Retention};
use super::value::Value;

/// What kind of JSON value a field holds.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// `true` or `false`.
    Truth,
    /// `true`, `false` or one of these texts.
    TruthOr(&'static [&'static str]),
    /// A whole number.
    Number,
    /// A text.
    Text,
    /// A text, or one text per language.
    Localised,
    /// One of these texts.
    Choice(&'static [&'static str]),
    /// An array of this kind.
    List(&'static Kind),
    /// An object with any keys, all values of this kind.
    Map(&'static Kind),
    /// An object with the tags of languages as keys, all values of this kind.
    PerLanguage(&'static Kind),
    /// A call of a vendor's function: its name, and any values ([`super::signal::call`]).
    Call,
    /// An object with these fields and no others.
    Object(&'static Shape),
}

/// Whether a field may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It must be there.
    Required,
    /// It may be left out.
    Optional,
}

/// One field of an object.
#[derive(Debug)]
pub struct Field {
    /// The JSON key.
    pub key: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// What that must look like; for a list, each of its items.
    pub format: Format,
    /// Whether it must be there.
    pub need: Need,
    /// Whether `null` ("we do not know") is an answer.
    pub nullable: bool,
    /// What it means.
    #[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
    pub docs: &'static str,
}

/// The fields of an object.
#[derive(Debug)]
pub struct Shape {
    /// The Rust struct's name.
    #[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
    pub name: &'static str,
    /// What the object is.
    #[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
    pub docs: &'static str,
    /// Its fields, in the order in which they are documented.
    pub fields: &'static [Field],
}

/// A type that can be read from a value. Reading never fails: it is only used on a value that has
/// been checked, and what is not there becomes the default.
pub trait Read: Sized {
    /// What the value must be.
    const KIND: Kind;
    /// Whether `null` is an answer.
    const NULLABLE: bool = false;
    /// Reads the value; `None` when the field was left out.
    fn read(value: Option<&Value>) -> Self;
    /// Reads a member. Never inlined: a configuration has eighty fields, and each is one call this way.
    #[inline(never)]
    fn member(of: &Value, key: &str) -> Self {
        Self::read(of.get(key))
    }
}

/// A fact that only generated documents show. Natively it is the fact; the browser checks that it is
/// right and then lets go of it, because the code that would keep it costs every visitor.
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
pub type Native<T> = T;
/// A fact that only generated documents show: checked here, but not kept.
#[cfg(all(target_arch = "wasm32", not(feature = "studio")))]
pub type Native<T> = std::marker::PhantomData<T>;

#[cfg(all(target_arch = "wasm32", not(feature = "studio")))]
impl<T: Read> Read for std::marker::PhantomData<T> {
    const KIND: Kind = T::KIND;
    const NULLABLE: bool = T::NULLABLE;
    fn read(_: Option<&Value>) -> Self {
        std::marker::PhantomData
    }
    #[inline(always)]
    fn member(_: &Value, _: &str) -> Self {
        std::marker::PhantomData
    }
}

impl Read for bool {
    const KIND: Kind = Kind::Truth;
    fn read(value: Option<&Value>) -> Self {
        value.and_then(Value::truth).unwrap_or(false)
    }
}

impl Read for u32 {
    const KIND: Kind = Kind::Number;
    fn read(value: Option<&Value>) -> Self {
        value.and_then(Value::number).unwrap_or(0.0) as u32
    }
}

impl Read for String {
    const KIND: Kind = Kind::Text;
    fn read(value: Option<&Value>) -> Self {
        String::from(value.and_then(Value::text).unwrap_or(""))
    }
}

impl<T: Read> Read for Vec<T> {
    const KIND: Kind = Kind::List(&T::KIND);
    fn read(value: Option<&Value>) -> Self {
        let items = value.map_or(&[][..], Value::items);
        items.iter().map(|item| T::read(Some(item))).collect()
    }
}

impl<T: Read> Read for Vec<(String, T)> {
    const KIND: Kind = Kind::Map(&T::KIND);
    fn read(value: Option<&Value>) -> Self {
        let members = value.map_or(&[][..], Value::members);
        let pair = |(key, value): &(String, Value)| (key.clone(), T::read(Some(value)));
        members.iter().map(pair).collect()
    }
}

impl<T: Read> Read for Option<T> {
    const KIND: Kind = T::KIND;
    fn read(value: Option<&Value>) -> Self {
        match value {
            None | Some(Value::Null) => None,
            value => Some(T::read(value)),
        }
    }
}

/// A fact that a site may leave out, may give, or may say it does not know (`null`).
///
/// The last two differ for the visitor: what is known to be unknown is shown as unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Known<T> {
    /// Left out.
    #[default]
    Absent,
    /// `null`: the site says that it does not know.
    Unknown,
    /// Given.
    Is(T),
}

impl<T> Known<T> {
    /// The fact, when it is given.
    pub fn get(&self) -> Option<&T> {
        match self {
            Known::Is(fact) => Some(fact),
            _ => None,
        }
    }
}

impl<T: PartialEq> Known<T> {
    /// Whether it is given and equals this.
    pub fn is(&self, fact: T) -> bool {
        self.get() == Some(&fact)
    }
}

impl<T: Read> Read for Known<T> {
    const KIND: Kind = T::KIND;
    const NULLABLE: bool = true;
    fn read(value: Option<&Value>) -> Self {
        match value {
            None => Known::Absent,
            Some(Value::Null) => Known::Unknown,
            value => Known::Is(T::read(value)),
        }
    }
}

/// Declares a struct that is read from a JSON object:
/// `name "key": Type, Need, Format;` per field, with its documentation above it.
#[macro_export]
#[doc(hidden)]
macro_rules! shape {
    ($($(#[doc = $docs:literal])+ pub struct $name:ident {
        $($(#[doc = $field_docs:literal])+ $field:ident $key:literal: $type:ty, $need:ident, $format:ident;)+
    })+) => {$(
        $(#[doc = $docs])+
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            $($(#[doc = $field_docs])+ pub $field: $type,)+
        }

        impl $name {
            /// What validation, the JSON Schema and the TypeScript types know about it.
            pub const SHAPE: &'static $crate::core::shape::Shape = &$crate::core::shape::Shape {
                #[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
                name: stringify!($name),
                #[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
                docs: concat!($($docs, "\n"),+),
                fields: &[$($crate::core::shape::Field {
                    key: $key,
                    kind: <$type as $crate::core::shape::Read>::KIND,
                    format: $crate::core::format::Format::$format,
                    need: $crate::core::shape::Need::$need,
                    nullable: <$type as $crate::core::shape::Read>::NULLABLE,
                    #[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
                    docs: concat!($($field_docs, "\n"),+),
                },)+],
            };
        }

        impl $crate::core::shape::Read for $name {
            const KIND: $crate::core::shape::Kind = $crate::core::shape::Kind::Object($name::SHAPE);
            #[inline(never)]
            fn read(value: Option<&$crate::core::value::Value>) -> Self {
                let value = value.unwrap_or(&$crate::core::value::Value::Null);
                $name { $($field: $crate::core::shape::Read::member(value, $key),)+ }
            }
        }
    )+};
}

/// Declares an enum that is written as one of a few texts. The first is the default.
#[macro_export]
#[doc(hidden)]
macro_rules! choice {
    ($($(#[$meta:meta])+ pub enum $name:ident {
        $(#[$first_meta:meta])+ $first:ident = $first_text:literal,
        $($(#[$variant_meta:meta])+ $variant:ident = $text:literal,)*
    })+) => {$(
        $(#[$meta])+
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name {
            #[default]
            $(#[$first_meta])+ $first,
            $($(#[$variant_meta])+ $variant,)*
        }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [$name] = &[$name::$first, $($name::$variant,)*];
            /// How each is written.
            pub const NAMES: &'static [&'static str] = &[$first_text, $($text,)*];

            /// How it is written.
            pub fn name(self) -> &'static str {
                Self::NAMES[self as usize]
            }

            /// Reads what `name` wrote.
            pub fn from_name(name: &str) -> Option<Self> {
                let place = Self::NAMES.iter().position(|known| *known == name)?;
                Self::ALL.get(place).copied()
            }
        }

        impl $crate::core::shape::Read for $name {
            const KIND: $crate::core::shape::Kind = $crate::core::shape::Kind::Choice($name::NAMES);
            fn read(value: Option<&$crate::core::value::Value>) -> Self {
                Self::ALL[$crate::core::shape::place(value, Self::NAMES)]
            }
        }
    )+};
}

/// The place of a text among some names; of the first, the default, when it is none of them.
#[inline(never)]
pub fn place(value: Option<&Value>, names: &[&str]) -> usize {
    let name = value.and_then(Value::text).unwrap_or("");
    names.iter().position(|known| *known == name).unwrap_or(0)
}

impl Read for Retention {
    const KIND: Kind = Kind::Text;
    fn read(value: Option<&Value>) -> Self {
        value.and_then(Value::text).and_then(Retention::parse).unwrap_or(Retention::Session)
    }
}

/// Something for each language, by its tag.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PerLanguage<T>(pub Vec<(String, T)>);

impl<T: Read> Read for PerLanguage<T> {
    const KIND: Kind = Kind::PerLanguage(&T::KIND);
    fn read(value: Option<&Value>) -> Self {
        PerLanguage(Read::read(value))
    }
}

/// A text that may differ per language: texts by language, or one text under no language, which holds for every one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Localised(Vec<(String, String)>);

impl Localised {
    /// The text in a language; else in the site's own, else in English, else the first there is.
    pub fn get(&self, language: &str, site: &str) -> &str {
        for wanted in [language, site, "en"] {
            for (known, text) in &self.0 {
                if known == wanted {
                    return text;
                }
            }
        }
        self.0.first().map_or("", |(_, text)| text)
    }

    /// Whether it says something in a language, or the same in every one.
    #[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
    pub fn speaks(&self, language: &str) -> bool {
        self.0.iter().any(|(known, _)| known == language || known.is_empty())
    }
}

impl Read for Localised {
    const KIND: Kind = Kind::Localised;
    fn read(value: Option<&Value>) -> Self {
        Localised(match value.and_then(Value::text) {
            Some(whole) => vec![(String::new(), String::from(whole))],
            None => Read::read(value),
        })
    }
}
