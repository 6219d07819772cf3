//! The page, chunk by chunk. `lol_html` says where tags are and passes everything on as it came; the changes are put in
//! here, byte by byte, so that nothing else can change, not even the spaces inside a tag.

use crate::element::{SELECTOR, Verdict, hold_script, judge};
use crate::inline::literals;
use crate::rules::{Base, Rules};
use crate::tag::{Edit, Tag};
use lol_html::errors::RewritingError;
use lol_html::html_content::EndTag;
use lol_html::send::{Element, ElementContentHandlers, HtmlRewriter, Settings};
use lol_html::{AsciiCompatibleEncoding, OutputSink, Selector};
use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// One element that was put into its marked form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where its tag begins, in bytes of what was read.
    pub place: usize,
    /// Its name, such as `iframe`.
    pub element: String,
    /// The service that it waits for: its id, or the mark that its author gave it.
    pub service: String,
}

/// Why a page could not be read to its end. It happens only when memory runs out.
#[derive(Debug)]
pub struct Error(String);

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "The page could not be rewritten: {}.", self.0)
    }
}

impl std::error::Error for Error {}

impl From<RewritingError> for Error {
    fn from(error: RewritingError) -> Self {
        Self(error.to_string())
    }
}

/// Rewrites one page that comes in chunks.
pub struct Rewriter {
    tokens: HtmlRewriter<'static, Passed>,
    page: Page,
}

/// What the page and the handlers inside `lol_html` share.
#[derive(Clone)]
struct Page(Arc<Mutex<State>>);

struct State {
    rules: Rules,
    /// What was read and not yet given back.
    input: Vec<u8>,
    /// Where that begins in the page.
    start: usize,
    /// How much of the page has been taken apart.
    passed: usize,
    /// In the order of the page.
    edits: Vec<Edit>,
    /// From where nothing may be given back, since the end decides about the beginning.
    open: Option<usize>,
    base: Option<Base>,
    changes: Vec<Change>,
}

/// Counts what `lol_html` is done with.
struct Passed(Page);

impl OutputSink for Passed {
    fn handle_chunk(&mut self, chunk: &[u8]) {
        self.0.lock().passed += chunk.len();
    }
}

/// Rewrites a whole page. Gives it back with what was changed in it.
pub fn rewrite(rules: &Rules, html: &[u8]) -> Result<(Vec<u8>, Vec<Change>), Error> {
    let mut rewriter = Rewriter::new(rules);
    let mut out = rewriter.write(html)?;
    let (rest, changes) = rewriter.end()?;
    out.extend(rest);
    Ok((out, changes))
}

impl Rewriter {
    /// Begins a page.
    pub fn new(rules: &Rules) -> Self {
        Self::with_base(rules, None)
    }

    fn with_base(rules: &Rules, base: Option<Base>) -> Self {
        let page = Page(Arc::new(Mutex::new(State {
            rules: rules.clone(),
            input: Vec::new(),
            start: 0,
            passed: 0,
            edits: Vec::new(),
            open: None,
            base,
            changes: Vec::new(),
        })));
        let mut settings = Settings::new_send().with_strict(false).with_encoding(AsciiCompatibleEncoding::utf_8());
        if let Ok(selector) = SELECTOR.parse::<Selector>() {
            let page = page.clone();
            let handler = ElementContentHandlers::default().element(move |element: &mut Element<'_, '_>| {
                page.meet(element);
                Ok(())
            });
            settings = settings.append_element_content_handler((Cow::Owned(selector), handler));
        }
        Self { tokens: HtmlRewriter::new(settings, Passed(page.clone())), page }
    }

    /// Takes the next chunk and gives back what is ready. An inline script and a `<noscript>` are kept until they end.
    pub fn write(&mut self, chunk: &[u8]) -> Result<Vec<u8>, Error> {
        self.page.lock().input.extend_from_slice(chunk);
        self.tokens.write(chunk)?;
        Ok(self.page.lock().ready())
    }

    /// Gives back the rest of the page, and what was changed in all of it.
    pub fn end(self) -> Result<(Vec<u8>, Vec<Change>), Error> {
        self.tokens.end()?;
        let mut state = self.page.lock();
        // A script that never ends never runs.
        state.open = None;
        state.passed = state.start + state.input.len();
        Ok((state.ready(), std::mem::take(&mut state.changes)))
    }
}

impl Page {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn meet(&self, element: &mut Element<'_, '_>) {
        let name = element.tag_name();
        let svg = element.namespace_uri().ends_with("/svg");
        let range = element.source_location().bytes();
        let mut state = self.lock();
        let (verdict, base) = {
            let tag = Tag::read(state.text(&range));
            let base = (name == "base" && state.base.is_none()).then(|| tag.value("href")).flatten();
            (judge(&state.rules, state.base.as_ref(), &name, svg, &tag), base)
        };
        if let Some(href) = base {
            state.base = Some(Base::read(&href));
        }
        match verdict {
            Verdict::Keep => {}
            Verdict::Hold { service, edits } => state.hold(range.start, name, service, edits),
            Verdict::ReadScript | Verdict::ReadMarkup => {
                let page = self.clone();
                let from = range.start;
                let is_script = verdict == Verdict::ReadScript;
                let wait = element.on_end_tag(Box::new(move |end: &mut EndTag<'_>| {
                    page.lock().close(range, end.source_location().bytes().start, is_script);
                    Ok(())
                }));
                if wait.is_ok() {
                    state.open = Some(from);
                }
            }
        }
    }
}

impl State {
    /// A piece of the page.
    fn text(&self, range: &Range<usize>) -> &[u8] {
        self.input.get(range.start.saturating_sub(self.start)..range.end.saturating_sub(self.start)).unwrap_or_default()
    }

    fn hold(&mut self, place: usize, element: String, service: String, edits: Vec<Edit>) {
        self.edits.extend(edits.into_iter().map(|edit| Edit { range: edit.range.start + place..edit.range.end + place, ..edit }));
        self.changes.push(Change { place, element, service });
    }

    /// A script or `<noscript>` has ended: `tag` is where it began, `end` where its text ends.
    fn close(&mut self, tag: Range<usize>, end: usize, is_script: bool) {
        self.open = None;
        let content = tag.end..end;
        if is_script {
            let script = String::from_utf8_lossy(self.text(&content));
            let service = literals(&script).find_map(|address| self.rules.service(address, None)).map(String::from);
            if let Some(service) = service
                && let Verdict::Hold { service, edits } = hold_script(&Tag::read(self.text(&tag)), service, false)
            {
                self.hold(tag.start, String::from("script"), service, edits);
            }
        } else {
            let mut inner = Rewriter::with_base(&self.rules, self.base.clone());
            let first = inner.write(self.text(&content));
            if let (Ok(mut text), Ok((rest, changes))) = (first, inner.end())
                && !changes.is_empty()
            {
                text.extend(rest);
                self.edits.push(Edit { range: content.clone(), text });
                self.changes.extend(changes.into_iter().map(|change| Change { place: change.place + content.start, ..change }));
            }
        }
    }

    /// Everything that is certain by now, with its changes.
    fn ready(&mut self) -> Vec<u8> {
        let limit = self.passed.min(self.open.unwrap_or(usize::MAX));
        let mut out = Vec::new();
        let mut done = self.start;
        let count = self.edits.iter().take_while(|edit| edit.range.end <= limit).count();
        for edit in self.edits.drain(..count).collect::<Vec<_>>() {
            out.extend_from_slice(self.text(&(done..edit.range.start)));
            out.extend_from_slice(&edit.text);
            done = edit.range.end;
        }
        out.extend_from_slice(self.text(&(done..limit)));
        self.input.drain(..limit - self.start);
        self.start = limit;
        out
    }
}
