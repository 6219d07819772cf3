//! The demo: everything set up and built, and the five sites on a port of this machine.

use crate::failure::{Failure, Outcome};
use crate::serve::Site;
use crate::{author, build, http, setup, site, workspace};
use sluis::core::site::Service;
use std::io::ErrorKind;
use std::net::TcpListener;
use std::path::PathBuf;

const FIRST_PORT: u16 = 4173;

#[derive(Debug, Default, PartialEq, Eq)]
struct Wish {
    port: Option<u16>,
    /// The package is there already: the tests of the demo itself ask for this.
    serve_only: bool,
}

/// Serves until Ctrl-C.
pub fn demo(words: &[&str]) -> Outcome {
    let wish = Wish::read(words)?;
    if !wish.serve_only {
        let builder = setup::builder()?;
        build::with(&builder)?;
        site::with(&workspace::path(site::FOLDER))?;
    }
    let (listener, port) = bind(wish.port)?;
    if let Some(file) = example()? {
        let html = author::snippet(&file, &[])?;
        let html = html.trim_end();
        println!("\nWhat {} would paste into <head> (from {}):\n\n{html}", owner(&file), workspace::shown(&file));
    }
    println!("\nThe demo is at http://127.0.0.1:{port}/ (Ctrl-C ends it).");
    println!("Google is played by this machine; what it gets to see is at http://127.0.0.1:{port}/hits.json");
    let site = Site::new(workspace::path(site::FOLDER), workspace::path("www"), workspace::path("pkg/dist/web"), port);
    http::serve(&listener, move |question| site.answer(question));
    Ok(())
}

impl Wish {
    fn read(words: &[&str]) -> Outcome<Self> {
        let mut wish = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match *word {
                "--serve-only" => wish.serve_only = true,
                "--port" => {
                    let port = words.next().and_then(|word| word.parse().ok());
                    wish.port = Some(port.ok_or_else(|| Failure::new("Give --port a number, such as 8080."))?);
                }
                other => return Err(Failure::new(format!("There is no option `{other}`: use --port N."))),
            }
        }
        Ok(wish)
    }
}

/// The port that was asked for; else the first one free.
fn bind(wish: Option<u16>) -> Outcome<(TcpListener, u16)> {
    let ports = wish.map_or(FIRST_PORT..=FIRST_PORT + 20, |port| port..=port);
    for port in ports {
        match TcpListener::bind(("127.0.0.1", port)) {
            Ok(listener) => {
                let port = listener.local_addr().map_or(port, |address| address.port());
                return Ok((listener, port));
            }
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => return Err(Failure::new(format!("Could not listen on 127.0.0.1:{port}: {error}."))),
        }
    }
    Err(Failure::new(match wish {
        Some(port) => format!("Port {port} is taken: choose another with --port N."),
        None => format!("Ports {FIRST_PORT} to {} are taken: choose another with --port N.", FIRST_PORT + 20),
    }))
}

/// The first company that has something to ask.
fn example() -> Outcome<Option<PathBuf>> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(workspace::path("www/sites"))
        .map(|entries| entries.flatten().map(|entry| entry.path().join("consent.json")).filter(|file| file.is_file()).collect())
        .unwrap_or_default();
    files.sort();
    for file in files {
        let checked = author::load(&file)?;
        if checked.config.is_some_and(|config| config.site("").services.iter().any(Service::needs_consent)) {
            return Ok(Some(file));
        }
    }
    Ok(None)
}

fn owner(file: &std::path::Path) -> String {
    let config = author::load(file).ok().and_then(|checked| checked.config);
    config.map_or_else(|| String::from("an owner"), |config| config.controller.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sysroot::fake;
    use std::fs;
    use std::io::{Read, Write};
    use std::net::TcpStream;

    #[test]
    fn reads_what_was_typed() {
        assert_eq!(Wish::read(&["--port", "80"]).unwrap().port, Some(80));
        assert_eq!(Wish::read(&[]).unwrap(), Wish::default());
        assert!(Wish::read(&["--port", "x"]).is_err());
        assert!(Wish::read(&["8080"]).is_err());
    }

    #[test]
    fn a_taken_port_is_told_or_passed_over() {
        let (_server, port) = bind(Some(0)).unwrap();
        assert!(bind(Some(port)).err().unwrap().to_string().contains("is taken"));
        let (_one, first) = bind(None).unwrap();
        let (_two, second) = bind(None).unwrap();
        assert_ne!(first, second);
    }

    /// Over a real connection: headers and all.
    #[test]
    fn serves_the_site_the_package_and_the_stand_in() {
        let (www, package) = (fake::folder("demo-www"), fake::folder("demo-package"));
        fs::create_dir_all(www.join("stand-in")).unwrap();
        fs::write(www.join("index.html"), "<script src=\"https://www.googletagmanager.com/gtag/js\"></script>").unwrap();
        fs::write(www.join("stand-in/gtag.js"), "fetch('https://www.google-analytics.com/g/collect')").unwrap();
        fs::write(package.join("sluis-1.wasm"), b"\0asm").unwrap();
        let (listener, port) = bind(Some(0)).unwrap();
        let site = Site::new(fake::folder("demo-website"), www, package, port);
        std::thread::spawn(move || http::serve(&listener, move |question| site.answer(question)));
        let get = |host: &str, path: &str| {
            let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
            write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
            let mut told = Vec::new();
            stream.read_to_end(&mut told).unwrap();
            String::from_utf8_lossy(&told).into_owned()
        };
        let own = format!("127.0.0.1:{port}");
        let tag_manager = format!("www.googletagmanager.com.localhost:{port}");
        assert!(get(&own, "/").contains(&format!("src=\"http://{tag_manager}/gtag/js\"")));
        assert!(get(&own, "/sluis/sluis-1.wasm").contains("application/wasm"));
        assert!(get(&own, "/hits.json").contains(r#""www.googletagmanager.com":0"#));
        assert!(get(&tag_manager, "/gtag/js?id=G-1").contains(&format!("http://www.google-analytics.com.localhost:{port}/g/collect")));
        assert!(get(&own, "/hits.json").contains(r#""www.googletagmanager.com":1"#));
    }
}
