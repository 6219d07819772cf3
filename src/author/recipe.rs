//! Configurations of servers that send the policy of the visitor's own choice.
//!
//! A server need not know nine policies: each service is one piece, which is in the policy or not. So services that
//! were granted one by one are right too. The cookie is read as `src/core/record.rs` reads it: a record for another
//! question, one that was changed, or two at once count as no choice. How old it is, only Node can tell; elsewhere the
//! browser is trusted to drop the cookie in time.

use super::{Failure, Outcome};
use crate::core::policy::{Options, Policy, granted, own, service_sources};
use crate::core::record::{ASKED, CLOCK_SKEW, COOKIE, lifetime};
use crate::core::site::Site;

/// Where the pieces go.
const PLACE: &str = "{services}";
/// The longest line that Cloudflare takes: https://developers.cloudflare.com/pages/configuration/headers/
const LONGEST_LINE: usize = 2_000;

/// A server that Sluis can write for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Server {
    Nginx,
    Apache,
    Netlify,
    Cloudflare,
    Node,
}

impl Server {
    const ALL: [(Self, &'static str); 5] = [
        (Self::Nginx, "nginx"),
        (Self::Apache, "apache"),
        (Self::Netlify, "netlify"),
        (Self::Cloudflare, "cloudflare"),
        (Self::Node, "node"),
    ];

    pub fn named(name: &str) -> Outcome<Self> {
        let found = Self::ALL.iter().find(|(_, known)| *known == name).map(|(server, _)| *server);
        let names = Self::ALL.map(|(_, name)| name).join(", ");
        found.ok_or_else(|| Failure::call(format!("There is no recipe for `{name}`: choose from {names}.")))
    }
}

/// One service that a visitor can switch.
struct Piece {
    id: String,
    /// A regular expression over `a1s0r0~v.youtube~`, or `none` while there is no choice.
    when: String,
    /// What it adds, each source after a space.
    sources: String,
}

/// The recipe for a server.
pub fn write(server: Server, site: &Site<'_>, options: &Options, header: &str) -> Outcome<String> {
    let base = base(site, options);
    let pieces = pieces(site);
    match server {
        Server::Nginx => Ok(nginx(&base, &pieces, site.asked, header)),
        Server::Apache => Ok(apache(&base, &pieces, site.asked, header)),
        Server::Node => Ok(node(&base, &pieces, site, header)),
        Server::Netlify | Server::Cloudflare => {
            if options.nonce.is_some() {
                return Err(Failure::call(
                    "A file of headers gives every visitor the same nonce, which protects nothing: leave --nonce out, or use --hash.",
                ));
            }
            let line = format!("  {header}: {}", Policy::new(site, &granted(site, None), options).header());
            match line.len() {
                length if server == Server::Cloudflare && length > LONGEST_LINE => Err(Failure::refused(format!(
                    "The policy is a line of {length} characters, and Cloudflare reads {LONGEST_LINE}: use a Worker, or declare fewer hosts."
                ))),
                _ => Ok(include_str!("recipe/_headers").replace("{line}", &line)),
            }
        }
    }
}

/// The policy with everything that is always in it, and a place for the rest.
fn base(site: &Site<'_>, options: &Options) -> String {
    let mut hosts = own(site, options);
    for service in site.services.iter().filter(|service| !service.is_switchable()) {
        hosts.extend(service_sources(service));
    }
    hosts.push(String::from(PLACE));
    Policy::around(&hosts, options).header()
}

fn pieces(site: &Site<'_>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for service in site.services.iter().filter(|service| service.is_switchable()) {
        let place = ASKED.iter().position(|(category, _)| *category == service.category).unwrap_or_default();
        // `a1`, `a.s1`, `a.s.r1`
        let letters: String = ASKED[..place].iter().map(|(_, letter)| format!("{letter}.")).collect();
        let mut when = format!("^{letters}{}1|~v\\.{}~", ASKED[place].1, service.id);
        if service.exempt {
            when.push_str("|^none");
        }
        let sources: String = service_sources(service).iter().map(|source| format!(" {source}")).collect();
        if !sources.is_empty() {
            pieces.push(Piece { id: service.id.to_owned(), when, sources });
        }
    }
    pieces
}

/// The policy with each piece named as the server names it.
fn with_names(base: &str, pieces: &[Piece], name: impl Fn(&Piece) -> String) -> String {
    let names: String = pieces.iter().map(name).collect();
    base.replace(&format!(" {PLACE}"), &names)
}

/// The start of a cookie with our name, up to what was chosen.
fn start() -> String {
    format!(r"(?:^|;)\s*{COOKIE}=1~\d{{8}}T\d{{4}}Z~")
}

/// A record for this question; the groups are its categories and the services granted one by one.
fn choice(asked: &str) -> String {
    let letters: String = ASKED.iter().map(|(_, letter)| format!("{letter}[01]")).collect();
    format!(r"{}({letters})~c\.{asked}(?:~s\.[\w.-]+)?~[bpewx]((?:~v\.[\w.-]+)*)\s*(?:;|$)", start())
}

/// A refusal that somebody preset: it needs no question.
fn refusal() -> String {
    let letters: String = ASKED.iter().map(|(_, letter)| format!("{letter}0")).collect();
    format!(r"{}({letters})(?:~s\.[\w.-]+)?~[bpewx]\s*(?:;|$)", start())
}

/// Two cookies of that name, one for the host and one for the domain: which is newer takes a program.
fn twice() -> String {
    format!(r"(?:^|;)\s*{COOKIE}=.*;\s*{COOKIE}=")
}

fn nginx(base: &str, pieces: &[Piece], asked: &str, header: &str) -> String {
    let name = |piece: &Piece| format!("$sluis_service_{}", piece.id.replace('-', "_"));
    let maps: String = pieces
        .iter()
        .map(|piece| {
            format!("map $sluis_choice {} {{\n    default \"\";\n    \"~{}\" \"{}\";\n}}\n\n", name(piece), piece.when, piece.sources)
        })
        .collect();
    include_str!("recipe/nginx.conf")
        .replace("{header}", header)
        .replace("{twice}", &twice())
        .replace("{choice}", &choice(asked))
        .replace("{refusal}", &refusal())
        .replace("{maps}\n", &maps)
        .replace("{policy}", &with_names(base, pieces, |piece| format!("${{{}}}", &name(piece)[1..])))
}

fn apache(base: &str, pieces: &[Piece], asked: &str, header: &str) -> String {
    let name = |piece: &Piece| format!("SLUIS_{}", piece.id.replace('-', "_").to_uppercase());
    let services: String =
        pieces.iter().map(|piece| format!("SetEnvIf SLUIS_CHOICE \"{}\" \"{}={}\"\n", piece.when, name(piece), piece.sources)).collect();
    include_str!("recipe/apache.conf")
        .replace("{header}", header)
        .replace("{twice}", &twice())
        .replace("{choice}", &choice(asked))
        .replace("{refusal}", &refusal())
        .replace("{services}\n", &services)
        .replace("{policy}", &with_names(base, pieces, |piece| format!("%{{reqenv:{}}}", name(piece))))
}

fn node(base: &str, pieces: &[Piece], site: &Site<'_>, header: &str) -> String {
    let services: String = pieces.iter().map(|piece| format!("  [/{}/, '{}'],\n", piece.when, piece.sources)).collect();
    include_str!("recipe/server.mjs")
        .replace("{header}", header)
        .replace("{asked}", site.asked)
        .replace("{minutes}", &lifetime(site.months).to_string())
        .replace("{skew}", &CLOCK_SKEW.to_string())
        .replace("  {list}\n", &services)
        .replace("{policy}", &base.replace(&format!(" {PLACE}"), "${granted}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config() -> crate::core::config::Config {
        let json = r#"{"version": 1, "controller": {"name": "A"}, "statement": {"url": "/p"}, "services": [
            {"id": "pay", "name": "Pay", "category": "functional", "hosts": ["pay.example"]},
            {"catalogue": "hotjar"}, {"catalogue": "youtube"}, {"catalogue": "meta-pixel"}]}"#;
        crate::author::judged(json).config.unwrap()
    }

    fn told(server: Server, options: &Options) -> Outcome<String> {
        let (config, asked) = (config(), crate::core::decide::fingerprint(&config()));
        write(server, &config.site(&asked), options, "Content-Security-Policy")
    }

    #[test]
    fn every_recipe_is_filled_in_and_the_same_every_time() {
        for (server, name) in Server::ALL {
            let write = || told(server, &Options::default()).unwrap();
            let text = write();
            assert_eq!(text, write());
            for place in ["{services}", "{policy}", "{header}", "{choice}", "{maps}", "{line}", "{list}", "{asked}"] {
                assert!(!text.contains(place), "{name} still has {place}:\n{text}");
            }
            assert!(text.contains(" pay.example"), "{name}:\n{text}");
        }
    }

    #[test]
    fn a_file_of_headers_is_the_state_without_a_choice() {
        for server in [Server::Netlify, Server::Cloudflare] {
            let text = told(server, &Options::default()).unwrap();
            assert!(!text.contains("hotjar") && !text.contains("youtube"), "{text}");
            let nonce = Options { nonce: Some(String::from("abc")), ..Options::default() };
            assert!(told(server, &nonce).is_err());
        }
    }

    #[test]
    fn cloudflare_would_cut_a_long_line() {
        let allow = (0..99).map(|number| format!("host-{number}.example.nl")).collect();
        let options = Options { allow, ..Options::default() };
        assert!(told(Server::Cloudflare, &options).unwrap_err().to_string().contains("2000"));
        assert!(told(Server::Netlify, &options).is_ok());
    }
}
