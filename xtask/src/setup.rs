//! What the other commands need, found or installed, each thing only when it is asked for.

use crate::browser::{self, Browser};
use crate::failure::Outcome;
use crate::node;
use crate::tool::{self, WasmBindgen};
use crate::toolchain::{self, Toolchain};

/// What a build needs.
pub struct Builder {
    pub toolchain: Toolchain,
    pub wasm_bindgen: WasmBindgen,
}

/// Everything at once.
pub fn everything() -> Outcome<(Builder, Browser)> {
    let builder = builder()?;
    Ok((builder, browser()?))
}

/// What turns the sources into the package.
pub fn builder() -> Outcome<Builder> {
    // The quick ones first: what is missing for good should show before a wait.
    let node = node::ensure()?;
    println!("  {node}");
    let toolchain = toolchain::ensure()?;
    println!("  {}", toolchain.describe());
    node::packages("pkg")?;
    let wasm_bindgen = tool::ensure()?;
    println!("  wasm-bindgen {}", wasm_bindgen.version);
    Ok(Builder { toolchain, wasm_bindgen })
}

/// What opens pages.
pub fn browser() -> Outcome<Browser> {
    let browser = browser::ensure()?;
    println!("  Chromium {}", browser.version);
    node::packages("tests")?;
    Ok(browser)
}
