//! What was measured, taken from where it is written: no number of the website stands only there.

use super::markdown::render;
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

/// The words around the table: with what it was measured, and what it does not tell.
pub fn words() -> Outcome<(String, String)> {
    let text = others()?;
    let mut paragraphs = text.split("\n\n").filter(|part| !part.starts_with('|')).map(|part| render(part, str::to_owned).html);
    Ok((paragraphs.next().unwrap_or_default(), paragraphs.collect()))
}

/// The item of the README's list that begins with this word, as HTML.
pub fn limit(word: &str) -> Outcome<String> {
    let text = workspace::read(&workspace::path("README.md"))?;
    let start = format!("- **{word}.** ");
    let line = text.lines().find_map(|line| line.strip_prefix(&start)).ok_or_else(|| missing("README.md", &start))?;
    Ok(render(line, str::to_owned).html)
}

/// What a first visit loads with the snippet, in kilobytes.
pub fn first_visit() -> Outcome<String> {
    let text = workspace::read(&workspace::path("README.md"))?;
    let words = "first visit with the snippet is ";
    let number = text.split_once(words).and_then(|(_, rest)| rest.split(' ').next());
    number.filter(|number| number.parse::<f64>().is_ok()).map(String::from).ok_or_else(|| missing("README.md", words))
}

/// The table as bars: what ran, and what left besides.
pub fn bars(rows: &[Row]) -> String {
    let mut html = String::from(
        "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"Ways in, by tool\"><table class=\"bars\"><thead><tr><th scope=\"col\">Tool</th><th scope=\"col\">Made by scripts: ran, left</th><th scope=\"col\">In the HTML: ran, left</th></tr></thead><tbody>",
    );
    for row in rows {
        let own = if row.name.starts_with("Sluis") { " class=\"own\"" } else { "" };
        html.push_str(&format!("<tr{own}><th scope=\"row\">{}</th>{}{}</tr>", escape(&row.name), cell(row.made), cell(row.written)));
    }
    html.push_str("</tbody></table></div>");
    html
}

/// A picture without inline style, which the page's policy refuses.
fn cell(count: Count) -> String {
    let Count { ran, left, of } = count;
    format!(
        "<td><svg viewBox=\"0 0 {of} 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"all\" width=\"{of}\" height=\"10\"/><rect class=\"left\" width=\"{left}\" height=\"10\"/><rect class=\"ran\" width=\"{ran}\" height=\"10\"/></svg><span>{ran} ran, {left} left, of {of}</span></td>"
    )
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
        assert!(words().unwrap().0.contains("cargo xtask compare"));
        assert!(first_visit().unwrap().parse::<f64>().unwrap() > 4.0);
        assert!(limit("Size").unwrap().contains("KB") && limit("Speed").unwrap().contains("ms"));
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
