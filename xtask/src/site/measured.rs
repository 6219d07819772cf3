//! What was measured, taken from where it is written: no number of the website stands only there.

use super::docs::quoted;
use super::page::escape;
use crate::failure::{Failure, Outcome};
use crate::workspace;
use std::process::Command;

/// How one tool did before a choice: of the ways to load something, how many ran and how many let a request leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub name: String,
    /// Made by scripts.
    pub made: Count,
    /// Standing in the HTML.
    pub written: Count,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    pub ran: u32,
    pub left: u32,
    pub of: u32,
}

const OTHERS: &str = "## Others on the same pages";

/// The part of PLATFORM.md about other tools.
fn others() -> Outcome<String> {
    let text = workspace::read(&workspace::path("PLATFORM.md"))?;
    let (_, part) = text.split_once(OTHERS).ok_or_else(|| missing("PLATFORM.md", OTHERS))?;
    Ok(part.split("\n## ").next().unwrap_or(part).trim().to_owned())
}

/// The table, row by row.
pub fn rows() -> Outcome<Vec<Row>> {
    let rows: Vec<Row> = others()?.lines().filter_map(row).collect();
    if rows.is_empty() { Err(missing("PLATFORM.md", "a table of other tools")) } else { Ok(rows) }
}

fn row(line: &str) -> Option<Row> {
    let mut cells = line.trim().trim_matches('|').split('|').map(str::trim);
    let (name, made, written) = (cells.next()?, count(cells.next()?)?, count(cells.next()?)?);
    Some(Row { name: name.to_owned(), made, written })
}

/// `8 / 12 of 241`.
fn count(cell: &str) -> Option<Count> {
    let (ran, rest) = cell.split_once(" / ")?;
    let (left, of) = rest.split_once(" of ")?;
    Some(Count { ran: ran.parse().ok()?, left: left.parse().ok()?, of: of.parse().ok()? })
}

/// The words around the table, for the page at `place`: with what it was measured, and what it does not tell.
pub fn words(place: &str) -> Outcome<(String, String)> {
    let text = others()?;
    let mut paragraphs = text.split("\n\n").filter(|part| !part.starts_with('|'));
    let first = quoted(paragraphs.next().unwrap_or_default(), "PLATFORM.md", place)?;
    Ok((first, quoted(&paragraphs.collect::<Vec<_>>().join("\n\n"), "PLATFORM.md", place)?))
}

/// The item of the README's list that begins with this word, as HTML for the page at `place`.
pub fn limit(word: &str, place: &str) -> Outcome<String> {
    let text = workspace::read(&workspace::path("README.md"))?;
    let start = format!("- **{word}.** ");
    let line = text.lines().find_map(|line| line.strip_prefix(&start)).ok_or_else(|| missing("README.md", &start))?;
    quoted(line, "README.md", place)
}

/// What a first visit loads with the snippet, in kilobytes.
pub fn first_visit() -> Outcome<String> {
    let text = workspace::read(&workspace::path("README.md"))?;
    let words = "first visit with the snippet is ";
    let number = text.split_once(words).and_then(|(_, rest)| rest.split(' ').next());
    number.filter(|number| number.parse::<f64>().is_ok()).map(String::from).ok_or_else(|| missing("README.md", words))
}

/// What the bars are told by.
const ENGLISH: [&str; 6] = ["Ways in, by tool", "Tool", "Made by scripts: ran, left", "In the HTML: ran, left", "ran", "left, of"];
const DUTCH: [&str; 6] = [
    "Manieren, per middel", "Middel", "Door scripts gemaakt: uitgevoerd, vertrokken", "In de HTML: uitgevoerd, vertrokken", "uitgevoerd",
    "vertrokken, van",
];

/// The table as bars: what ran, and what left besides.
pub fn bars(rows: &[Row], language: &str) -> String {
    let words = if language == "nl" { &DUTCH } else { &ENGLISH };
    let [label, tool, made, written, ..] = words;
    let mut html = format!(
        "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\"><table class=\"bars\"><thead><tr><th scope=\"col\">{tool}</th><th scope=\"col\">{made}</th><th scope=\"col\">{written}</th></tr></thead><tbody>",
    );
    for row in rows {
        let own = if row.name.starts_with("Sluis") { " class=\"own\"" } else { "" };
        html.push_str(&format!(
            "<tr{own}><th scope=\"row\">{}</th>{}{}</tr>",
            name(&row.name, language),
            cell(row.made, made, words),
            cell(row.written, written, words)
        ));
    }
    html.push_str("</tbody></table></div>");
    html
}

/// Names of tools are the same everywhere; our own ways have words.
fn name(name: &str, language: &str) -> String {
    match (language, name) {
        ("nl", "Sluis, the snippet") => String::from("Sluis, het stukje code"),
        ("nl", "Sluis, the snippet with \"enforce\": \"first\"") => {
            String::from("Sluis, het stukje code met &quot;enforce&quot;: &quot;first&quot;")
        }
        ("nl", "Sluis, the snippet without its first line") => String::from("Sluis, het stukje code zonder eerste regel"),
        ("nl", "Sluis, one tag") => String::from("Sluis, één tag"),
        _ => escape(name),
    }
}

/// A picture without inline style, which the page's policy refuses.
fn cell(count: Count, column: &str, words: &[&str; 6]) -> String {
    // On a phone there is no row of headings above it.
    let column = column.split(':').next().unwrap_or(column);
    let Count { ran, left, of } = count;
    let [.., has_run, has_left] = words;
    format!(
        "<td data-of=\"{column}\"><svg viewBox=\"0 0 {of} 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"all\" width=\"{of}\" height=\"10\"/><rect class=\"left\" width=\"{left}\" height=\"10\"/><rect class=\"ran\" width=\"{ran}\" height=\"10\"/></svg><span>{ran} {has_run}, {left} {has_left} {of}</span></td>"
    )
}

const MONTHS: [[&str; 12]; 2] = [
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
    ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"],
];

/// A day as people write it; what is no day stays as it is.
pub fn day(written: &str, language: &str) -> String {
    let parts: Option<Vec<usize>> = written.split('-').map(|part| part.parse().ok()).collect();
    let months = &MONTHS[usize::from(language == "nl")];
    match parts.as_deref() {
        Some([year, month, day]) => months.get(month.wrapping_sub(1)).map(|month| format!("{day} {month} {year}")),
        _ => None,
    }
    .unwrap_or_else(|| written.to_owned())
}

/// The day on which git last saw a file change; `None` in a copy without git.
pub fn changed(file: &str) -> Option<String> {
    let output = Command::new("git").args(["log", "-1", "--format=%cs", "--", file]).current_dir(workspace::root()).output().ok()?;
    let day = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    (!day.is_empty()).then_some(day)
}

/// The same for every file of a folder, at once: name and day.
pub fn changes(folder: &str) -> Vec<(String, String)> {
    let output = Command::new("git").args(["log", "--format=%x09%cs", "--name-only", "--", folder]).current_dir(workspace::root()).output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    let (mut day, mut found) = ("", Vec::<(String, String)>::new());
    for line in text.lines().filter(|line| !line.is_empty()) {
        match line.strip_prefix('\t') {
            Some(next) => day = next,
            // The newest comes first.
            None if found.iter().any(|(file, _)| file == line) => {}
            None => found.push((line.to_owned(), day.to_owned())),
        }
    }
    found
}

fn missing(file: &str, what: &str) -> Failure {
    Failure::new(format!("{file} no longer has `{what}`, which the website shows: xtask/src/site/measured.rs has to follow."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_where_they_are_looked_for() {
        let rows = rows().unwrap();
        assert!(
            rows.len() > 5 && rows.iter().any(|row| row.name.starts_with("klaro")) && rows.iter().any(|row| row.name.starts_with("Sluis"))
        );
        assert!(rows.iter().all(|row| row.made.ran <= row.made.left && row.made.left <= row.made.of));
        assert!(words("compare/").unwrap().0.contains("cargo xtask compare"));
        assert!(first_visit().unwrap().parse::<f64>().unwrap() > 4.0);
        assert!(limit("Size", "compare/").unwrap().contains("KB") && limit("Speed", "compare/").unwrap().contains("ms"));
    }

    #[test]
    fn a_day_and_a_table_are_in_the_language_of_the_page() {
        assert_eq!([day("2026-11-02", "nl"), day("2026-03-22", "en"), day("", "nl")], ["2 november 2026", "22 March 2026", ""]);
        assert_eq!(day("2026-13-22", "en"), "2026-13-22");
        let dutch = bars(&rows().unwrap(), "nl");
        assert!(dutch.contains("uitgevoerd") && dutch.contains("Sluis, één tag") && !dutch.contains(" ran") && !dutch.contains(" left,"));
    }

    #[test]
    fn a_row_is_three_cells() {
        let count = |ran, left, of| Count { ran, left, of };
        assert_eq!(
            row("| yett 0.1 | 41 / 188 of 241 | 23 / 99 of 100 |"),
            Some(Row { name: "yett 0.1".into(), made: count(41, 188, 241), written: count(23, 99, 100) })
        );
        assert_eq!(row("|---|---|---|"), None);
        assert_eq!(row("words"), None);
    }
}
