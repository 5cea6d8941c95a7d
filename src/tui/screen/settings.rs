//! The settings: a list of them with their values, changed in place and at once.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Go, Turn};
use crate::base::{pad, width};
use crate::progress::Setting;
use crate::tui::action::Action;
use crate::tui::model::Shared;
use crate::tui::mouse::{Mouse, MouseKind, Target, Wheel};
use crate::tui::paint;
use crate::tui::theme::{self, Part};

/// Widest window, in cells.
const WIDEST: u16 = 60;

/// The state of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct SettingsList {
    /// Row of the setting that is selected.
    row: usize,
}

impl SettingsList {
    fn selected(self) -> Setting {
        Setting::ALL[self.row]
    }

    pub(crate) fn act(&mut self, action: Action, turn: &mut Turn<'_>) {
        match action {
            Action::SettingUp => self.row = self.row.saturating_sub(1),
            Action::SettingDown => self.row = (self.row + 1).min(Setting::ALL.len() - 1),
            Action::SettingNext => turn.go = self.other(turn.shared, 1),
            Action::SettingBefore => turn.go = self.other(turn.shared, -1),
            Action::LeaveSettings => turn.go = Some(Go::Back),
            _ => {}
        }
    }

    /// Takes the mouse: a click selects a setting, one on the selected setting gives it its next value.
    pub(crate) fn point(&mut self, mouse: Mouse, target: Option<Target>, turn: &mut Turn<'_>) {
        match (mouse.kind, target) {
            (MouseKind::Click(_), Some(Target::Row(row))) if row == self.row => self.act(Action::SettingNext, turn),
            (MouseKind::Click(_), Some(Target::Row(row))) => self.row = row,
            (MouseKind::Wheel(Wheel::Up), _) => self.act(Action::SettingUp, turn),
            (MouseKind::Wheel(Wheel::Down), _) => self.act(Action::SettingDown, turn),
            _ => {}
        }
    }

    /// The value so many choices further, round and round.
    fn other(self, shared: &Shared, steps: isize) -> Option<Go> {
        let setting = self.selected();
        let choices = setting.choices();
        let at = choices.iter().position(|choice| *choice == value(setting, shared)).unwrap_or(0);
        let next = at.checked_add_signed(steps).unwrap_or(choices.len().saturating_sub(1)) % choices.len().max(1);
        Some(Go::Set(setting, choices.get(next)?.clone()))
    }

    pub(crate) fn view(self, shared: &Shared, area: Rect, buf: &mut Buffer) {
        let words = &shared.words;
        let columns = area.width.saturating_sub(2).clamp(8, WIDEST);
        let about = |setting: Setting| {
            let words = if setting == Setting::Theme && !shared.color {
                words.get("setting-theme-without")
            } else {
                words.get(&format!("setting-{}-about", setting.name()))
            };
            let lines = textwrap::wrap(&words, usize::from(columns.saturating_sub(4).max(4)));
            lines.into_iter().map(Cow::into_owned).collect::<Vec<_>>()
        };
        let lines = about(self.selected());
        // As high as the longest needs: rows stay where they are, whichever is selected.
        let highest = Setting::ALL.into_iter().map(|setting| about(setting).len()).max().unwrap_or(0);
        let rows = Setting::ALL.len() + 1 + highest + 2;
        let rows = u16::try_from(rows).unwrap_or(u16::MAX);
        let inner = paint::window(buf, area, columns, rows, &words.get("settings-title"));
        let labels = Setting::ALL.map(|setting| words.get(&format!("setting-{}", setting.name())));
        let wide = labels.iter().map(|label| width(label)).max().unwrap_or(0);
        let mut ys = inner.top()..inner.bottom();
        // Where not all fit, those up to the selected one are seen.
        let from = (self.row + 1).saturating_sub(usize::from(inner.height));
        for (row, label) in labels.iter().enumerate().skip(from) {
            let Some(y) = ys.next() else { return };
            let setting = Setting::ALL[row];
            let value = named(setting, &value(setting, shared), shared);
            let (look, mark) = if row == self.row { (theme::part(Part::Selected), '▸') } else { (Style::new(), ' ') };
            let x = paint::text(buf, inner.x, y, &format!("{mark} {} ", pad(label, wide)), look, inner.width);
            let shown = if row == self.row { format!(" ‹ {value} ›") } else { format!("   {value}") };
            paint::text(buf, x, y, &shown, Style::new(), inner.right().saturating_sub(x));
            Target::Row(row).mark(Rect { y, height: 1, ..inner }, buf);
        }
        for (y, line) in ys.skip(1).zip(lines) {
            paint::text(buf, inner.x, y, &line, theme::part(Part::Quiet), inner.width);
        }
    }
}

/// What is in force.
fn value(setting: Setting, shared: &Shared) -> String {
    match setting {
        Setting::Language => shared.lang().to_string(),
        Setting::Ascii => shared.ascii.to_string(),
        Setting::Theme | Setting::Mouse | Setting::Motion | Setting::Editor => shared.settings.get(setting),
    }
}

/// A value in words; its own name where there are none.
fn named(setting: Setting, value: &str, shared: &Shared) -> String {
    let id = match setting {
        Setting::Ascii | Setting::Mouse => format!("setting-{value}"),
        Setting::Language | Setting::Theme | Setting::Motion | Setting::Editor => {
            format!("setting-{}-{value}", setting.name())
        }
    };
    if shared.words.has(&id) { shared.words.get(&id) } else { value.to_owned() }
}
