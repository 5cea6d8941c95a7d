//! How the trace explorer looks: the story beside the state, or above it, or behind tabs.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Explorer, Pane};
use crate::tui::action::{ACTIONS, Action};
use crate::tui::layout::Role;
use crate::tui::model::Shared;
use crate::tui::mouse::Target;
use crate::tui::paint;
use crate::tui::story;
use crate::tui::theme::{self, Part};

/// From this width on the state stands beside the story.
const WIDE: u16 = 110;
/// From this height on it stands below, where it does not stand beside.
const HIGH: u16 = 18;

/// Where things stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Panes {
    /// Beside each other.
    Beside(Rect, Rect),
    /// The state below, one part of it at a time.
    Below(Rect, Rect),
    /// One part at a time.
    Tabs(Rect),
}

/// The panes of a terminal of this size: below the head, above the bottom line.
pub(super) fn panes((columns, rows): (u16, u16)) -> Panes {
    let all = Rect { x: 0, y: 1.min(rows), width: columns, height: rows.saturating_sub(2) };
    if columns >= WIDE && rows >= HIGH {
        let story = columns * 62 / 100;
        return Panes::Beside(Rect { width: story, ..all }, Rect { x: story, width: columns - story, ..all });
    }
    if rows >= HIGH {
        let story = all.height * 58 / 100;
        return Panes::Below(
            Rect { height: story, ..all },
            Rect { y: all.y + story, height: all.height - story, ..all },
        );
    }
    // A row of tabs.
    Panes::Tabs(Rect { y: all.y + 1.min(all.height), height: all.height.saturating_sub(1), ..all })
}

/// What is inside a frame, with air at its sides.
fn inside(pane: Rect) -> Rect {
    if paint::inside(pane) == pane { pane } else { paint::inner_margin(paint::inside(pane)) }
}

impl Panes {
    /// Whether only one part is in sight.
    pub(super) fn tabs(self) -> bool {
        matches!(self, Self::Tabs(_))
    }

    /// The place of the diagram.
    pub(super) fn story(self) -> Rect {
        match self {
            Self::Beside(story, _) | Self::Below(story, _) => inside(story),
            Self::Tabs(all) => all,
        }
    }

    /// The place of the state.
    pub(super) fn beside(self) -> Rect {
        match self {
            Self::Beside(_, state) | Self::Below(_, state) => inside(state),
            Self::Tabs(all) => all,
        }
    }

    /// The place of a part of the state, where they want so many rows.
    pub(super) fn state(self, pane: Pane, heights: [u16; 4]) -> Rect {
        let all = self.beside();
        if !matches!(self, Self::Beside(..)) {
            return all;
        }
        let ([tables, step, flights, checks], air) = shares(all.height, heights);
        // Each but the tables has its name above it.
        let below = |rows: u16, height: u16| Rect { y: all.bottom() - rows, height, ..all };
        match pane {
            Pane::Story | Pane::Tables => Rect { height: tables, ..all },
            Pane::Step => below(step + flights + checks + 2 * air, step),
            Pane::Flights => below(flights + checks + air, flights),
            Pane::Checks => below(checks, checks),
        }
    }
}

/// Rows for the tables, the step, what is on its way and the checks, and those between two of them: for the name, and air
/// where there is room.
fn shares(all: u16, wanted: [u16; 4]) -> ([u16; 4], u16) {
    let [tables, step, flights, checks] = wanted;
    let air = if all >= 24 { 2 } else { 1 };
    let room = all.saturating_sub(3 * air);
    // The tables come first, then what must hold.
    let kept = tables.min(room * 9 / 20);
    let checks = checks.min((room - kept) / 2);
    let flights = flights.min((room - kept - checks) / 2).max(1.min(room));
    let step = step.min(room.saturating_sub(kept + checks + flights));
    let mut shares = [kept, step, flights, checks];
    // What is left goes to whoever wants more, in the same order, and else to the tables.
    let mut left = room.saturating_sub(shares.iter().sum());
    for at in [0, 3, 1, 2] {
        let more = wanted[at].saturating_sub(shares[at]).min(left);
        shares[at] += more;
        left -= more;
    }
    shares[0] += left;
    (shares, air)
}

impl Explorer {
    pub(crate) fn view(&self, shared: &Shared, area: Rect, buf: &mut Buffer) {
        let panes = panes(shared.size);
        self.view_head(shared, area, buf);
        match panes {
            Panes::Beside(told, state) => {
                self.view_story(shared, told, !self.exporting, buf);
                let title = shared.words.with("trace-state", &[("n", self.at.into())]);
                paint::frame(buf, state, &title, false);
                for pane in Pane::STATE {
                    self.view_part(shared, pane, panes, buf);
                }
            }
            Panes::Below(told, state) => {
                self.view_story(shared, told, true, buf);
                paint::frame(buf, state, "", false);
                self.view_tabs(
                    shared,
                    Rect { x: state.x + 2, height: 1, width: state.width.saturating_sub(4), ..state },
                    false,
                    buf,
                );
                self.view_rows(self.pane, panes.beside(), buf);
            }
            Panes::Tabs(pane) => {
                let tabs = Rect { x: area.x, y: area.y + 1, width: area.width, height: 1 };
                self.view_tabs(shared, tabs, true, buf);
                match self.pane {
                    Pane::Story => self.view_diagram(pane, buf),
                    Pane::Tables | Pane::Step | Pane::Flights | Pane::Checks => self.view_rows(self.pane, pane, buf),
                }
            }
        }
        if self.exporting {
            Self::view_formats(shared, area, buf);
        }
    }

    /// What it is about; the step, the time, the faults.
    fn view_head(&self, shared: &Shared, area: Rect, buf: &mut Buffer) {
        let area = if area.width > 60 { paint::inner_margin(area) } else { area };
        let words = &shared.words;
        let mut facts = vec![words.with("trace-step", &[("n", self.at.into()), ("all", self.story.len().into())])];
        let time = self.at.checked_sub(1).and_then(|at| self.story.trace.steps.get(at)).map_or(0, |step| step.at_ms);
        if area.width >= 60 {
            if self.story.trace.steps.iter().any(|step| step.at_ms > 0) {
                facts.push(words.with("trace-time", &[("n", i64::try_from(time).unwrap_or(i64::MAX).into())]));
            }
            facts.push(words.with("trace-faults", &[("n", self.story.faults().len().into())]));
        }
        let right = paint::text_right(buf, area, area.y, &facts.join("  "), theme::part(Part::Quiet));
        let room = right.saturating_sub(area.x + 1);
        let title = story::title(&self.story, words);
        // The schedule gives way.
        let title =
            if paint::cells(&title) > room { crate::base::Safe::line(&self.story.title).into_string() } else { title };
        paint::text(buf, area.x, area.y, &title, theme::part(Part::Title), room);
    }

    fn view_story(&self, shared: &Shared, pane: Rect, focused: bool, buf: &mut Buffer) {
        paint::frame(buf, pane, &shared.words.get("trace-story"), focused);
        self.view_diagram(inside(pane), buf);
    }

    fn view_diagram(&self, inner: Rect, buf: &mut Buffer) {
        let head = story::head(&self.telling, &self.diagram);
        paint::rows(buf, inner, &head, 0, 0, None);
        let high = u16::try_from(head.len()).unwrap_or(0).min(inner.height);
        let below = Rect { y: inner.y + high, height: inner.height - high, ..inner };
        paint::rows(buf, below, &self.told.rows, self.told.top, 0, None);
        for (y, row) in (below.top()..below.bottom()).zip(self.told.rows.iter().skip(self.told.top)) {
            Target::Row(row.block).mark(Rect { y, height: 1, ..below }, buf);
        }
        let side = Rect { width: below.width + u16::from(below.right() < buf.area.right()), ..below };
        paint::scrollbar(buf, side, self.told.top, self.told.seen.0, self.told.rows.len());
    }

    /// A part of the state below its name.
    fn view_part(&self, shared: &Shared, pane: Pane, panes: Panes, buf: &mut Buffer) {
        let place = panes.state(pane, self.heights(&panes, &shared.words));
        let is_here = pane == self.pane;
        if pane != Pane::Tables && place.y > 0 {
            let look = if is_here { theme::part(Part::Tab) } else { theme::role(Role::Heading) };
            let at = Rect { y: place.y - 1, height: 1, ..place };
            let after = paint::text(buf, at.x, at.y, &self.name(shared, pane), look, at.width);
            Target::Pane(pane.number() + 1).mark(Rect { width: after - at.x, ..at }, buf);
        }
        self.view_rows(pane, place, buf);
    }

    fn view_rows(&self, pane: Pane, place: Rect, buf: &mut Buffer) {
        let shown = &self.shown[pane.number()];
        paint::rows(buf, place, &shown.rows, shown.top, shown.left, None);
        Target::Item(pane.number()).mark(place, buf);
        let side = Rect { width: place.width + u16::from(place.width >= 10), ..place };
        paint::scrollbar(buf, side, shown.top, usize::from(place.height), shown.rows.len());
    }

    /// The name of a part, with what of it one should know while it is not in sight.
    fn name(&self, shared: &Shared, pane: Pane) -> String {
        let words = &shared.words;
        match pane {
            Pane::Story => words.get("trace-story"),
            Pane::Tables => words.get("trace-tables"),
            Pane::Step => words.get("trace-this-step"),
            Pane::Flights => {
                let note = self.at.checked_sub(1).and_then(|at| self.story.trace.steps.get(at));
                words.with("trace-in-flight", &[("n", note.map_or(0, |note| note.in_flight.len()).into())])
            }
            Pane::Checks => {
                let name = words.get("trace-checks");
                match self.broken() {
                    0 => name,
                    broken => format!("{name} ✘{broken}"),
                }
            }
        }
    }

    fn view_tabs(&self, shared: &Shared, at: Rect, all: bool, buf: &mut Buffer) {
        let panes = all.then_some(Pane::Story).into_iter().chain(Pane::STATE);
        let mut x = at.x;
        for pane in panes {
            let look = theme::part(if pane == self.pane { Part::Tab } else { Part::Quiet });
            let air = if all { "" } else { " " };
            let name = format!(" {}{air}", self.name(shared, pane));
            let room = at.right().saturating_sub(x);
            let begin = x;
            x = paint::text(buf, x, at.y, &name, look, room);
            let number = if pane == Pane::Story { 0 } else { pane.number() + 1 };
            Target::Pane(number).mark(Rect { x: begin, y: at.y, width: x - begin, height: 1 }, buf);
        }
    }

    /// The formats, each with its key.
    fn view_formats(shared: &Shared, area: Rect, buf: &mut Buffer) {
        let all = [Action::ExportMermaid, Action::ExportJson, Action::ExportSvg, Action::ExportText];
        let entries: Vec<_> = ACTIONS.iter().filter(|entry| all.contains(&entry.action)).collect();
        let lines: Vec<(String, String)> = entries
            .iter()
            .map(|entry| {
                let key = shared.keys.of(entry).first().map(ToString::to_string).unwrap_or_default();
                (key, shared.words.get(&format!("{}-long", entry.id)))
            })
            .collect();
        let wide = lines.iter().map(|(key, words)| paint::cells(key) + paint::cells(words) + 6).max().unwrap_or(20);
        let high = u16::try_from(lines.len()).unwrap_or(4) + 2;
        let inner = paint::window(buf, area, wide.max(24), high, &shared.words.get("trace-export"));
        for ((y, entry), (key, words)) in (inner.top()..inner.bottom()).zip(&entries).zip(&lines) {
            let after = paint::text(buf, inner.x, y, key, theme::part(Part::Key), inner.width);
            paint::text(
                buf,
                after + 2,
                y,
                words,
                ratatui::style::Style::new(),
                inner.right().saturating_sub(after + 2),
            );
            Target::Do(entry.action).mark(Rect { y, height: 1, ..inner }, buf);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::shares;

    #[test]
    fn every_row_is_given_to_somebody() {
        for (all, wanted, given) in [
            // Enough for all: what is left lies below the tables.
            (40, [8, 3, 2, 6], ([23, 3, 2, 6], 2)),
            // Few tables: the checks are told whole.
            (36, [13, 1, 1, 20], ([13, 1, 1, 15], 2)),
            // Too little for anybody.
            (20, [30, 9, 9, 9], ([7, 3, 2, 5], 1)),
            (12, [2, 9, 1, 20], ([2, 3, 1, 3], 1)),
            (0, [9, 9, 9, 9], ([0, 0, 0, 0], 1)),
        ] {
            assert_eq!(shares(all, wanted), given, "{all} {wanted:?}");
        }
    }
}
