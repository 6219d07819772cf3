//! Action in, new state and effects out: everything the component can do, without a browser.

use crate::core::config::{Category, Enforce};
use crate::core::cut::cut;
use crate::core::decide::{self, Decision};
use crate::core::effect::{Effect, Event, Layer, Notice};
use crate::core::proof;
use crate::core::record::{ASKED, Method, Record, Stored};
use crate::core::signal;
use crate::core::site::{Service, Site};
use crate::core::time::Minutes;

/// Something that was done, by the visitor or by a script on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action<'a> {
    /// The page has loaded.
    Start,
    Accept,
    Reject,
    /// Keep what the switches show.
    Save,
    /// A switch was moved: its name, and whether it is on now.
    Toggle(&'a str, bool),
    Open,
    /// Leave without a choice.
    Close,
    /// What was to be shown can't be loaded.
    Fail,
    /// The record may have changed in another tab.
    Sync(&'a Stored),
    Withdraw,
    /// A script grants these categories or services, and nothing else.
    Grant(&'a [String]),
    /// Allow the one service behind an embed, beside what is allowed already.
    Embed(&'a str),
}

/// Who acted: a choice made by a script proves less than one made by a visitor (S-07).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    Visitor,
    Script,
}

/// The whole state of the component.
#[derive(Clone, Debug, PartialEq)]
pub struct App<'a> {
    pub site: Site<'a>,
    pub decision: Decision,
    /// What the switches show: one for each service.
    pub draft: Vec<bool>,
    pub layer: Option<Layer>,
    /// Which texts are shown; receipts name it.
    pub language: &'a str,
    /// The browser says that the visitor does not want to be followed.
    pub objects: bool,
    expired: bool,
}

impl<'a> App<'a> {
    pub fn new(site: Site<'a>, stored: &Stored, language: &'a str, objects: bool) -> Self {
        let decision = decide::decide(&site, stored, objects);
        let draft = decision.granted.clone();
        Self { site, decision, draft, layer: None, language, objects, expired: *stored == Stored::Expired }
    }

    /// Performs an action. `now` is the time in minutes, and only ever ends up in the record.
    pub fn act(&mut self, action: Action<'_>, actor: Actor, now: Minutes) -> Vec<Effect> {
        match action {
            Action::Start => self.start(),
            Action::Accept => self.choose(self.answer(true), self.method(actor), now),
            Action::Reject if actor == Actor::Script => self.choose(self.named(&[]), Method::Api, now),
            Action::Reject => self.choose(self.answer(false), self.method(actor), now),
            Action::Withdraw => self.choose(self.named(&[]), Method::Withdrawal, now),
            Action::Save => self.choose(self.draft.clone(), self.method(actor), now),
            Action::Grant(names) => self.choose(self.named(names), self.method(actor), now),
            Action::Embed(id) => self.choose(self.with(id), Method::Embed, now),
            Action::Toggle(name, on) => self.toggle(name, on),
            Action::Open => self.open(),
            Action::Close => self.close(),
            Action::Fail => self.fail(),
            Action::Sync(stored) => self.sync(stored),
        }
    }

    /// Whether what this service loads may load now.
    pub fn may_load(&self, service: usize) -> bool {
        self.site.services[service].may_load(self.decision.granted[service])
    }

    /// The language tag of the texts.
    pub fn tag(&self) -> &'a str {
        cut(self.language, b'-').0
    }

    fn start(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.expired {
            effects.push(Effect::Sweep(self.indices(Service::needs_consent)));
        }
        if self.decision.record.is_some() {
            effects.push(Effect::Sweep(Vec::new()));
        }
        self.signal(&mut effects);
        self.tell(Event::Ready, &mut effects);
        if self.decision.ask {
            self.show(Layer::Banner, &mut effects);
        }
        effects
    }

    #[inline(never)]
    fn choose(&mut self, granted: Vec<bool>, method: Method, now: Minutes) -> Vec<Effect> {
        // Nothing to choose, nothing to store (F-01).
        if !self.site.has_choice() {
            return Vec::new();
        }
        let before = std::mem::replace(&mut self.decision.granted, granted);
        let mut lost = Vec::new();
        let mut gained = false;
        for (index, was) in before.into_iter().enumerate() {
            if was && !self.decision.granted[index] {
                lost.push(index);
            }
            gained |= !was && self.decision.granted[index];
        }
        let (categories, services) = decide::summarise(&self.site, &self.decision.granted);
        let nothing_left = categories == [false; 3] && services.is_empty();
        let method = match method {
            Method::Panel if nothing_left && !lost.is_empty() => Method::Withdrawal,
            method => method,
        };
        let record = Record {
            at: now,
            categories,
            asked: Some(self.site.asked.to_owned()),
            statement: self.site.statement_version.map(str::to_owned),
            method,
            services,
        };
        let previous = self.decision.record.replace(record.clone());
        let receipt = proof::receipt(self, &record, previous.as_ref());
        self.decision.ask = false;
        self.decision.asked.fill(false);
        self.draft.clone_from(&self.decision.granted);

        let mut effects = vec![Effect::Persist { record, receipt }];
        self.signal(&mut effects);
        // What was refused and never granted can have been stored too, by code that ran before there was a question.
        effects.push(Effect::Sweep(lost.clone()));
        self.tell(Event::Change, &mut effects);
        self.hide(&mut effects);
        effects.push(Effect::Announce(if !lost.is_empty() {
            Notice::Withdrawn
        } else if gained && self.refused(previous.is_some()) {
            Notice::Reload
        } else {
            Notice::Saved
        }));
        // Not for a script: one that chooses on every page would never come to an end.
        if gained && self.site.enforce == Enforce::First && method != Method::Api {
            effects.push(Effect::Reload);
        }
        effects
    }

    fn open(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.layer != Some(Layer::Settings) {
            // What consent would grant is off until it is switched on (Planet49, C-673/17).
            self.draft.clone_from(&self.decision.granted);
            self.show(Layer::Settings, &mut effects);
        } else {
            // In a page they may have gone out of sight.
            effects.push(Effect::Show(Layer::Settings));
        }
        effects
    }

    /// Leaving is not a choice: nothing is stored, and a question that was open stays open.
    fn close(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.layer == Some(Layer::Settings) {
            self.hide(&mut effects);
            if self.decision.ask {
                self.show(Layer::Banner, &mut effects);
            }
        }
        effects
    }

    /// The settings could not be loaded. The first layer needs nothing more than what is there, so that at least
    /// everything can be refused or taken back (GDPR art. 7(3)).
    fn fail(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.layer == Some(Layer::Settings) {
            if !self.decision.ask {
                for (index, service) in self.site.services.iter().enumerate() {
                    self.decision.asked[index] = service.is_switchable();
                }
            }
            self.show(Layer::Banner, &mut effects);
        }
        effects.push(Effect::Announce(Notice::Failed));
        effects
    }

    /// Follows a choice that was made in another tab (W-08).
    fn sync(&mut self, stored: &Stored) -> Vec<Effect> {
        let mut effects = Vec::new();
        let fresh = decide::decide(&self.site, stored, self.objects);
        // A record that went away is not a choice, and what is open stays open.
        if fresh.record == self.decision.record || fresh.record.is_none() {
            return effects;
        }
        let before = std::mem::replace(&mut self.decision, fresh);
        self.draft.clone_from(&self.decision.granted);
        self.signal(&mut effects);
        self.tell(Event::Change, &mut effects);
        self.hide(&mut effects);
        if before.granted.iter().zip(&self.decision.granted).any(|(was, is)| *was && !is) {
            effects.push(Effect::Announce(Notice::Withdrawn));
        } else if self.refused(before.record.is_some()) {
            effects.push(Effect::Announce(Notice::Reload));
        }
        effects
    }

    /// Whether this page may have a policy that refuses what is granted from here on.
    fn refused(&self, chosen: bool) -> bool {
        self.site.enforce as u8 + u8::from(chosen) > 1
    }

    fn toggle(&mut self, name: &str, on: bool) -> Vec<Effect> {
        for (index, service) in self.site.services.iter().enumerate() {
            if service.is_switchable() && names(name, service.category, service.id) {
                self.draft[index] = on;
            }
        }
        vec![Effect::Switch(self.switches())]
    }

    /// Every switch by name: a category is on when all of it is.
    pub fn switches(&self) -> Vec<(String, bool)> {
        let mut switches = Vec::new();
        for (category, _) in &ASKED {
            switches.push((category.name().to_owned(), decide::is_whole(&self.site, &self.draft, *category)));
            for (index, service) in self.site.services.iter().enumerate() {
                if service.category == *category {
                    switches.push(([category.name(), ":", service.id].concat(), self.draft[index]));
                }
            }
        }
        switches
    }

    /// The page hears of the state before anything is let go, and sees it.
    fn tell(&self, event: Event, effects: &mut Vec<Effect>) {
        effects.push(Effect::Mark);
        effects.push(Effect::Emit(event));
        effects.push(Effect::Release);
    }

    fn show(&mut self, layer: Layer, effects: &mut Vec<Effect>) {
        self.layer = Some(layer);
        effects.push(Effect::Show(layer));
        effects.push(Effect::Emit(Event::Open));
    }

    fn hide(&mut self, effects: &mut Vec<Effect>) {
        if self.layer.take().is_some() {
            effects.push(Effect::Hide);
            effects.push(Effect::Emit(Event::Close));
        }
    }

    fn signal(&self, effects: &mut Vec<Effect>) {
        let calls = signal::update(&self.site, &self.decision.granted, self.decision.record.is_some());
        if !calls.is_empty() {
            effects.push(Effect::Signal(calls));
        }
    }

    fn method(&self, actor: Actor) -> Method {
        match (actor, self.layer) {
            (Actor::Script, _) => Method::Api,
            (Actor::Visitor, Some(Layer::Banner)) => Method::Banner,
            (Actor::Visitor, _) => Method::Panel,
        }
    }

    /// The answer to the question: yes or no to what the first layer asks, or, where none is open, to everything.
    fn answer(&self, yes: bool) -> Vec<bool> {
        let open = self.layer != Some(Layer::Settings) && self.decision.asked.contains(&true);
        let mut granted = Vec::new();
        for (index, service) in self.site.services.iter().enumerate() {
            granted.push(if !service.is_switchable() {
                true
            } else if open && !self.decision.asked[index] {
                self.decision.granted[index]
            } else {
                yes
            });
        }
        granted
    }

    fn with(&self, id: &str) -> Vec<bool> {
        let mut granted = self.decision.granted.clone();
        for (index, service) in self.site.services.iter().enumerate() {
            granted[index] |= service.id == id;
        }
        granted
    }

    fn named(&self, wanted: &[String]) -> Vec<bool> {
        let mut granted = Vec::new();
        for service in &self.site.services {
            let wants = |name: &String| names(name, service.category, service.id);
            granted.push(!service.is_switchable() || wanted.iter().any(wants));
        }
        granted
    }

    fn indices(&self, keep: fn(&Service<'a>) -> bool) -> Vec<usize> {
        let mut indices = Vec::new();
        for (index, service) in self.site.services.iter().enumerate() {
            if keep(service) {
                indices.push(index);
            }
        }
        indices
    }
}

/// A switch, a mark on an element or a call names a service by its category, its id, or `category:id`.
#[inline(never)]
pub fn names(name: &str, category: Category, id: &str) -> bool {
    let (kind, rest) = cut(name, b':');
    name == id || kind == category.name() && rest.is_none_or(|rest| rest == id)
}
