//! The catalogue: a list that can be searched, and a page for each service with what is known of it.

use super::measured::changes;
use super::page::{Page, Site, escape};
use crate::failure::Outcome;
use sluis::core::catalogue;
use sluis::core::config::is_in_area;
use sluis::core::value::Value;

const CATEGORIES: [(&str, &str); 4] =
    [("functional", "Functional"), ("analytics", "Analytics"), ("social", "Social media and embeds"), ("advertising", "Advertising")];

/// Where data may be processed, for the filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Area {
    Inside,
    Outside,
    Unknown,
}

impl Area {
    fn of(entry: &Value) -> Self {
        match entry.get("countries").map_or(&[][..], Value::items) {
            [] => Area::Unknown,
            codes if codes.iter().filter_map(Value::text).all(is_in_area) => Area::Inside,
            _ => Area::Outside,
        }
    }

    fn name(self) -> &'static str {
        ["inside", "outside", "unknown"][self as usize]
    }
}

/// Writes the list and every service.
pub fn write(site: &Site) -> Outcome {
    let entries = catalogue::all().members();
    list(site, entries)?;
    let days = changes("data/catalogue");
    for (id, entry) in entries {
        let day = days.iter().find(|(file, _)| *file == format!("data/catalogue/{id}.json")).map(|(_, day)| day.as_str());
        one(site, id, entry, day)?;
    }
    Ok(())
}

fn list(site: &Site, entries: &[(String, Value)]) -> Outcome {
    let mut sorted: Vec<&(String, Value)> = entries.iter().collect();
    sorted.sort_by_key(|(_, entry)| text(entry, "name").to_lowercase());
    let rows: String = sorted.iter().map(|(id, entry)| row(id, entry)).collect();
    let mut providers: Vec<&str> = entries.iter().map(|(_, entry)| text(entry, "provider")).collect();
    providers.sort_by_key(|name| name.to_lowercase());
    providers.dedup();
    let providers: String = providers.iter().map(|name| format!("<option>{}</option>", escape(name))).collect();
    let kinds: String = CATEGORIES
        .iter()
        .map(|(id, label)| {
            let count = entries.iter().filter(|(_, entry)| text(entry, "category") == *id).count();
            format!("<option value=\"{id}\">{label} ({count})</option>")
        })
        .collect();
    let template = super::page::fragment("catalogue.html")?;
    let content = super::page::fill(
        &template,
        &[("count", &entries.len().to_string()), ("kinds", &kinds), ("providers", &providers), ("rows", &rows)],
    )?;
    site.write(&Page {
        place: "catalogue/",
        language: "en",
        title: "The catalogue · Sluis",
        description: "Services that websites load from other companies: what each is for, who is behind it, which hosts it uses, what it stores and for how long.",
        menu: "catalogue",
        scripts: &["catalogue"],
        content: &content,
        ..Page::default()
    })
}

/// Hosts are searched too, so they stand in the row.
fn row(id: &str, entry: &Value) -> String {
    let hosts: Vec<&str> = texts(entry, "hosts");
    let category = text(entry, "category");
    format!(
        "<li data-kind=\"{category}\" data-area=\"{}\" data-hosts=\"{}\"><a href=\"{id}/\">{}</a><span>{}</span><span class=\"kind {category}\">{}</span></li>\n",
        Area::of(entry).name(),
        escape(&hosts.join(" ")),
        escape(text(entry, "name")),
        escape(text(entry, "provider")),
        label(category),
    )
}

fn one(site: &Site, id: &str, entry: &Value, day: Option<&str>) -> Outcome {
    let name = escape(text(entry, "name"));
    let category = text(entry, "category");
    let mut facts = String::new();
    let mut fact = |what: &str, html: String| facts.push_str(&format!("<div><dt>{what}</dt><dd>{html}</dd></div>"));
    fact("For", format!("{}<br><span lang=\"nl\">{}</span>", escape(purpose(entry, "en")), escape(purpose(entry, "nl"))));
    fact("Kind", format!("<span class=\"kind {category}\">{}</span>", label(category)));
    fact("Company", escape(text(entry, "provider")));
    fact("Legal name", known(text(entry, "legalName")));
    fact("Countries", countries(entry));
    fact("Loads from", hosts(entry));
    fact("Its privacy statement", address(text(entry, "privacyUrl")));
    fact(
        "Told of the choice",
        match (entry.get("signals"), catalogue::consent_api(id)) {
            (Some(_), _) => String::from("Yes, by its own calls: <a href=\"../../docs/signals/\">what it is told</a>"),
            (None, Some(_)) => String::from("It has a way, which Sluis does not use yet"),
            (None, None) => String::from("Not known. It is held until it is allowed"),
        },
    );
    let sources = [
        ("the company’s privacy statement", Some(text(entry, "privacyUrl").to_owned())),
        ("its documentation of consent", catalogue::consent_api(id)),
    ];
    let sources: Vec<String> = sources
        .into_iter()
        .filter_map(|(what, url)| {
            url.filter(|url| !url.is_empty()).map(|url| format!("<a href=\"{}\" rel=\"noreferrer\">{what}</a>", escape(&url)))
        })
        .collect();
    let sources = if sources.is_empty() { String::from("none on record for this entry") } else { sources.join(", ") };
    let day = day.map_or_else(String::new, |day| format!(" The entry was last changed on <time datetime=\"{day}\">{day}</time>."));
    let content = format!(
        "<p class=\"crumb\"><a href=\"../\">The catalogue</a></p>\n<div class=\"head\"><h1>{name}</h1></div>\n<dl class=\"facts\">{facts}</dl>\n{}\n\
         <section class=\"prose\"><h2>Use it</h2><p>Name it in <code>consent.json</code>, and say what is different on your site:</p>\n<pre tabindex=\"0\"><code>{{ \"catalogue\": \"{id}\" }}</code></pre>\n\
         <p><a class=\"button\" href=\"../../configurator/#add={id}\">Add it in the configurator</a></p>\n\
         <h2>Where this comes from</h2><p>Named here: {sources}. For names and hosts also the <a href=\"https://github.com/jkwakman/Open-Cookie-Database\" rel=\"noreferrer\">Open Cookie Database</a> and <a href=\"https://github.com/patrickhulce/third-party-web\" rel=\"noreferrer\">third-party-web</a>.{day} \
         Not every value was checked at the source, and companies change theirs without a word: <a href=\"../../docs/catalogue/\">the catalogue’s rules</a>. A scan of your own site is better evidence.</p></section>",
        items(entry),
    );
    site.write(&Page {
        place: &format!("catalogue/{id}/"),
        language: "en",
        title: &format!("{}: hosts, cookies and periods · Sluis", text(entry, "name")),
        description: &format!(
            "{}: {} Which hosts it loads from, what it stores and for how long, and who is behind it.",
            text(entry, "name"),
            purpose(entry, "en")
        ),
        menu: "catalogue",
        content: &content,
        ..Page::default()
    })
}

fn items(entry: &Value) -> String {
    let items = entry.get("items").map_or(&[][..], Value::items);
    if items.is_empty() {
        return String::from(
            "<section class=\"prose\"><h2>What it stores</h2><p>Nothing is known to us, which is not the same as nothing.</p></section>",
        );
    }
    let rows: String = items
        .iter()
        .map(|item| {
            let place = match (text(item, "party"), text(item, "domain")) {
                ("third", domain) if !domain.is_empty() => format!("<code>{}</code>", escape(domain)),
                ("third", _) => String::from("another company"),
                _ => String::from("your own site"),
            };
            format!(
                "<tr><th scope=\"row\"><code>{}</code></th><td>{}</td><td>{}</td><td>{}</td><td>{place}</td></tr>",
                escape(text(item, "name")),
                escape(purpose(item, "en")),
                period(text(item, "retention")),
                escape(match text(item, "storage") {
                    "" => "cookie",
                    storage => storage,
                }),
            )
        })
        .collect();
    format!(
        "<section><h2>What it stores</h2><div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"What it stores\"><table><thead><tr><th scope=\"col\">Name</th><th scope=\"col\">For</th><th scope=\"col\">Stays</th><th scope=\"col\">As</th><th scope=\"col\">Under</th></tr></thead><tbody>{rows}</tbody></table></div></section>"
    )
}

/// `P2Y` as people say it.
fn period(retention: &str) -> String {
    let (rest, units): (&str, [(char, &str); 4]) = match retention {
        "" => return unknown(),
        "session" => return String::from("until the browser closes"),
        "persistent" => return String::from("until it is removed"),
        time if time.starts_with("PT") => (&time[2..], [('H', "hour"), ('M', "minute"), ('S', "second"), ('W', "week")]),
        date => (date.trim_start_matches('P'), [('Y', "year"), ('M', "month"), ('W', "week"), ('D', "day")]),
    };
    let said = units.iter().find_map(|(sign, unit)| Some((rest.strip_suffix(*sign)?.parse::<u32>().ok()?, *unit)));
    match said {
        Some((1, unit)) => format!("1 {unit}"),
        Some((count, unit)) => format!("{count} {unit}s"),
        None => escape(retention),
    }
}

fn hosts(entry: &Value) -> String {
    let hosts = texts(entry, "hosts");
    if hosts.is_empty() {
        return String::from("nowhere of its own");
    }
    let items: String = hosts.iter().map(|host| format!("<li><code>{}</code></li>", escape(host))).collect();
    format!("<ul class=\"hosts\">{items}</ul>")
}

fn countries(entry: &Value) -> String {
    let codes = texts(entry, "countries");
    match Area::of(entry) {
        Area::Unknown => unknown(),
        Area::Inside => format!("{}: all in the European Economic Area", codes.join(", ")),
        Area::Outside => format!("{}: not all in the European Economic Area", codes.join(", ")),
    }
}

fn address(url: &str) -> String {
    match url {
        "" => unknown(),
        url => format!("<a href=\"{0}\" rel=\"noreferrer\">{0}</a>", escape(url)),
    }
}

fn known(text: &str) -> String {
    if text.is_empty() { unknown() } else { escape(text) }
}

fn unknown() -> String {
    String::from("<em>not known</em>")
}

fn label(category: &str) -> &'static str {
    CATEGORIES.iter().find(|(id, _)| *id == category).map_or("", |(_, label)| label)
}

fn text<'a>(entry: &'a Value, key: &str) -> &'a str {
    entry.get(key).and_then(Value::text).unwrap_or_default()
}

fn texts<'a>(entry: &'a Value, key: &str) -> Vec<&'a str> {
    entry.get(key).map_or(&[][..], Value::items).iter().filter_map(Value::text).collect()
}

fn purpose<'a>(entry: &'a Value, language: &str) -> &'a str {
    entry.get("purpose").map_or("", |purpose| text(purpose, language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_as_people_say_them() {
        assert_eq!(
            ["P2Y", "P1D", "PT30M", "P13M", "session", "P1W"].map(period),
            ["2 years", "1 day", "30 minutes", "13 months", "until the browser closes", "1 week"]
        );
        assert_eq!(period(""), unknown());
    }

    #[test]
    fn every_service_has_an_area_and_a_known_kind() {
        for (id, entry) in catalogue::all().members() {
            assert!(!label(text(entry, "category")).is_empty(), "{id}");
            assert!(row(id, entry).contains(&format!("href=\"{id}/\"")));
        }
        let of = |id: &str| Area::of(catalogue::all().get(id).unwrap());
        assert_eq!((of("youtube"), of("mollie")), (Area::Outside, Area::Unknown));
    }
}
