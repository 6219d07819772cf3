//! From the sources to `pkg/dist`: wasm, glue, generated data, and the bundles made of them.

use crate::failure::Outcome;
use crate::step::{self, Step};
use crate::{generate, node, setup, wasm, workspace};

/// Sets up what is missing and builds everything.
pub fn build() -> Outcome {
    let builder = setup::builder()?;
    with(&builder)
}

/// Builds everything with what is there.
pub fn with(builder: &setup::Builder) -> Outcome {
    wasm::build(&builder.toolchain, &builder.wasm_bindgen)?;
    wasm::studio(&builder.toolchain, &builder.wasm_bindgen)?;
    step::own("Writing texts and catalogue", generate::generate)?;
    Step { title: "Bundling the package", expect: "a few seconds", log: "bundle", advice: "The output says which file is wrong." }
        .run(&mut node::script(&workspace::path("pkg/build.mjs")))
}
