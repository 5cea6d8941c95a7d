//! Walking the findings of a verdict: each leads to its place in the answer and to the section that explains it.

use super::{Grading, Pane, Workbench};
use crate::base::{Safe, Slug, Value};
use crate::grade::{Finding, Outcome};
use crate::tui::layout::SpotKind;
use crate::tui::model::{Effect, Shared};
use crate::tui::screen::Turn;

/// Something in the verdict that can be selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lead {
    /// The check, by its number; none for a finding about the whole answer.
    pub(super) check: Option<usize>,
    /// The finding, by its number; none for the section that explains the check.
    pub(super) finding: Option<usize>,
    /// The link in the words after a pass, by its number.
    pub(super) link: Option<usize>,
    /// Its first and last row.
    pub(super) rows: (usize, usize),
}

/// A place in the answer: the editor, and line and column from 0.
type Spot = (usize, (u32, u32));

impl Workbench {
    /// The lead that is selected.
    fn lead(&self) -> Option<Lead> {
        self.leads.get(self.picked).copied()
    }

    /// Whether the verdict has something to walk.
    pub(super) fn can_walk(&self) -> bool {
        self.pane == Pane::Verdict && !self.leads.is_empty()
    }

    /// Selects the finding after or before; beyond the ends it stays.
    pub(super) fn walk(&mut self, forward: bool, shared: &Shared) {
        let last = self.leads.len().saturating_sub(1);
        self.picked = if forward { (self.picked + 1).min(last) } else { self.picked.saturating_sub(1) };
        self.fit(shared);
        if let Some(lead) = self.lead() {
            self.verdict.show(lead.rows);
        }
    }

    /// The finding that is selected.
    pub(super) fn picked_finding(&self) -> Option<&Finding> {
        self.finding(self.lead()?)
    }

    fn finding(&self, lead: Lead) -> Option<&Finding> {
        let Grading::Done(report) = &self.grading else { return None };
        let findings = match lead.check {
            Some(check) => &report.checks.get(check)?.findings,
            None => &report.findings,
        };
        findings.get(lead.finding?)
    }

    /// Whether what is selected is a section.
    pub(super) fn is_on_section(&self) -> bool {
        self.lead().is_some_and(|lead| lead.check.is_some() && lead.finding.is_none())
    }

    /// What the selected link leads to.
    pub(super) fn link(&self) -> Option<&SpotKind> {
        self.links.get(self.lead()?.link?)
    }

    /// The number of the selected link, while the verdict has the keys.
    pub(super) fn link_in_hand(&self) -> Option<usize> {
        self.lead().filter(|_| self.pane == Pane::Verdict)?.link
    }

    /// Where the selected finding is in the answer.
    pub(super) fn spot(&self) -> Option<Spot> {
        self.spot_of(self.finding(self.lead()?)?)
    }

    /// Where a finding is: at its place, else where the function that it names is, else in the file that it names.
    pub(super) fn spot_of(&self, finding: &Finding) -> Option<Spot> {
        let editor = |name: &str| self.editors.iter().position(|editor| editor.name == name);
        if let Some(place) = &finding.at {
            return Some((editor(&place.file)?, (place.line.saturating_sub(1), place.column.saturating_sub(1))));
        }
        let text = |name: &str| match finding.args.get(name) {
            Some(Value::Text(text)) => Some(text.as_str()),
            Some(Value::Null | Value::Int(_) | Value::Real(_) | Value::Blob(_)) | None => None,
        };
        let function = text("function").and_then(|function| {
            let found = |(at, editor): (usize, &super::Editor)| Some((at, defined(function, &editor.text())?));
            self.editors.iter().enumerate().find_map(found)
        });
        function.or_else(|| Some((editor(text("file")?)?, (0, 0))))
    }

    /// The section that is selected, or explains the selected finding.
    pub(super) fn section(&self, shared: &Shared) -> Option<(Slug, String)> {
        let (Grading::Done(report), Some(lead)) = (&self.grading, self.lead()) else { return None };
        let check = report.checks.get(lead.check?).filter(|check| check.outcome == Outcome::Failed)?;
        let (lesson, section) = check.explain.as_deref()?.split_once('#')?;
        shared.catalog.lesson(lesson).map(|(_, card)| (card.slug.clone(), section.to_owned()))
    }

    /// To the section that is selected, or to the answer, and there to the place of the selected finding.
    pub(super) fn go_to_lead(&mut self, turn: &mut Turn<'_>) {
        if self.is_on_section() {
            return self.go_to_section(turn);
        }
        if let Some(link) = self.link().cloned() {
            return follow(&link, turn);
        }
        if self.passed() {
            return self.proceed(turn);
        }
        if self.leads_to_story() {
            return self.tell(turn);
        }
        let spot = self.spot();
        self.pane = Pane::Answer;
        if let Some((editor, (line, column))) = spot {
            self.file = editor;
            self.editors[editor].go_to(line, column);
            if let Some(form) = &mut self.form {
                form.go_to(&self.editors[editor].text(), line);
                self.fit(turn.shared);
            }
        }
    }

    pub(super) fn go_to_section(&self, turn: &mut Turn<'_>) {
        if let Some((slug, section)) = self.section(turn.shared) {
            turn.ask(Effect::OpenLesson(slug, Some(section)));
        }
    }
}

/// Opens what a link leads to; an address is shown, so that it can be copied.
fn follow(link: &SpotKind, turn: &mut Turn<'_>) {
    match link {
        SpotKind::Term(concept) => turn.ask(Effect::LookUp(concept.clone())),
        SpotKind::Exercise(slug) => turn.ask(Effect::OpenExercise(slug.clone())),
        SpotKind::Link(to) => {
            let (page, section) =
                to.split_once('#').map_or((to.as_str(), None), |(page, at)| (page, Some(at.to_owned())));
            let lesson = turn.shared.catalog.lesson(page).map(|(_, card)| card.slug.clone());
            let exercise = turn.shared.catalog.exercise(page).map(|(_, card)| card.slug.clone());
            match (lesson, exercise) {
                (Some(lesson), _) => turn.ask(Effect::OpenLesson(lesson, section)),
                (None, Some(exercise)) => turn.ask(Effect::OpenExercise(exercise)),
                (None, None) => turn.shared.notice = Some(Safe::line(to).into_string()),
            }
        }
        SpotKind::Run | SpotKind::Story | SpotKind::Option(_) | SpotKind::Note(_) | SpotKind::Mention(_) => {}
    }
}

/// Where a script defines a name: `function NAME`, `const NAME =` and the like.
fn defined(name: &str, text: &str) -> Option<(u32, u32)> {
    const BEFORE: [&str; 5] = ["function", "function*", "const", "let", "class"];
    let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    let mut lines = text.lines().zip(0..);
    lines.find_map(|(line, number)| {
        let found = line.match_indices(name).find(|(at, _)| {
            let alone = !line[at + name.len()..].starts_with(is_name);
            let before = line[..*at].split_whitespace().next_back();
            alone && line[..*at].ends_with(char::is_whitespace) && before.is_some_and(|word| BEFORE.contains(&word))
        });
        let (at, _) = found?;
        Some((number, u32::try_from(line[..at].chars().count()).unwrap_or(0)))
    })
}

#[cfg(test)]
mod tests {
    use super::defined;

    #[test]
    fn a_function_is_found_where_it_is_defined() {
        for (text, wanted) in [
            ("export function decide(state) {}", Some((0, 16))),
            ("// decide\n  const decide = (a) => a;", Some((1, 8))),
            ("export function decideAll() { decide(); }", None),
            ("let x = decide;\nfunction redecide() {}\nfunction decide() {}", Some((2, 9))),
            ("", None),
        ] {
            assert_eq!(defined("decide", text), wanted, "{text}");
        }
    }
}
