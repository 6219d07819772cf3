//! The web servers that the recipes of `cargo xtask csp` are tried in.

use crate::apt;
use crate::command::{find, is_program};
use crate::failure::{Failure, Outcome};
use crate::workspace;
use std::path::PathBuf;
use std::process::Command;

const UNPACKED: &str = "target/tools/nginx";
const SCRIPT: &str = "target/tools/nginx-js";
const MODULE: &str = "usr/lib/nginx/modules/ngx_http_js_module.so";
const MODULES: &str = "/usr/lib/apache2/modules";

/// nginx and Apache. The tests start them themselves, on a port of this machine only.
pub struct Servers {
    nginx: PathBuf,
    apache: PathBuf,
}

impl Servers {
    /// For the tests.
    pub fn tell(&self, command: &mut Command) {
        // `NGINX` itself is a variable that nginx reads.
        command.env("NGINX_PROGRAM", &self.nginx).env("APACHE_PROGRAM", &self.apache).env("APACHE_MODULES", MODULES);
    }
}

/// nginx that runs JavaScript.
pub struct Script {
    nginx: PathBuf,
    module: PathBuf,
}

impl Script {
    /// For the tests.
    pub fn tell(&self, command: &mut Command) {
        command.env("NGINX_PROGRAM", &self.nginx).env("NGINX_JS_MODULE", &self.module);
    }
}

/// Those on this machine, or from Debian.
pub fn ensure() -> Outcome<Servers> {
    let nginx = || program("nginx").or_else(|| Some(workspace::path(UNPACKED).join("usr/sbin/nginx")).filter(|file| is_program(file)));
    if nginx().is_none() && apt::is_here() {
        // Only unpacked: installing it would start a server on port 80 of somebody's machine.
        apt::unpack("nginx", &workspace::path(UNPACKED))?;
    }
    // The package with the program alone, which starts nothing.
    apt::provide(program("apache2").is_none(), &["apache2-bin"])?;
    let missing =
        |what: &str, package: &str| Failure::new(format!("{what} is not here: {}; then this command again.", apt::advice(&[package])));
    Ok(Servers {
        nginx: nginx().ok_or_else(|| missing("nginx", "nginx"))?,
        apache: program("apache2").ok_or_else(|| missing("Apache", "apache2-bin"))?,
    })
}

/// nginx and the module of its version that runs JavaScript (njs): both of this machine, or both unpacked from Debian.
pub fn ensure_script() -> Outcome<Script> {
    let module = PathBuf::from("/").join(MODULE);
    if let (Some(nginx), true) = (program("nginx"), module.is_file()) {
        return Ok(Script { nginx, module });
    }
    let unpacked = Script { nginx: workspace::path(UNPACKED).join("usr/sbin/nginx"), module: workspace::path(SCRIPT).join(MODULE) };
    if !apt::is_here() {
        return Err(Failure::new("nginx with njs is not here: install nginx and its njs module; then this command again."));
    }
    if !is_program(&unpacked.nginx) {
        apt::unpack("nginx", &workspace::path(UNPACKED))?;
    }
    if !unpacked.module.is_file() {
        apt::unpack("libnginx-mod-http-js", &workspace::path(SCRIPT))?;
    }
    Ok(unpacked)
}

/// Debian keeps servers where only root looks.
fn program(name: &str) -> Option<PathBuf> {
    find(name).or_else(|| Some(PathBuf::from("/usr/sbin").join(name)).filter(|file| is_program(file)))
}
