//! Where in the workbook a key is pressed.

/// Where an action applies. A screen names its places, the most particular first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// The map of chapters.
    Home,
    /// A lesson.
    Reader,
    /// A story in a lesson, which is played.
    Play,
    /// A question of a lesson that waits for an answer.
    Question,
    /// An exercise while its answer is being checked.
    Checking,
    /// An exercise's verdict, where findings can be walked.
    Verdict,
    /// An exercise, whichever pane has the focus.
    Workbench,
    /// An exercise's editor.
    Editor,
    /// An exercise's editor, in which words are being looked for.
    Seek,
    /// And what takes their place is being typed.
    Replace,
    /// An exercise's editor with the keys of vim, where commands are typed.
    Vim,
    /// And where something is under way that Esc ends.
    VimBusy,
    /// An exercise's form: options, pairs, orders.
    Form,
    /// An exercise's task or verdict.
    Pane,
    /// The search of the book.
    Search,
    /// Cards that are due.
    Review,
    /// Looking back.
    History,
    /// What requires what.
    Map,
    /// A window over another screen.
    Popup,
    /// A lesson in which words are being looked for.
    Find,
    /// A lesson in which words were found.
    Match,
    /// A question of the program.
    Confirm,
    /// Attempts of before.
    Attempts,
    /// A trace.
    Trace,
    /// A trace, while a format for it is chosen.
    Export,
    /// The settings.
    Settings,
    /// Everywhere but where letters are typed.
    Outside,
    /// Everywhere.
    Everywhere,
}

impl Place {
    /// All places, in the order of the help.
    pub const ALL: [Self; 28] = [
        Self::Home,
        Self::Find,
        Self::Match,
        Self::Question,
        Self::Play,
        Self::Reader,
        Self::Checking,
        Self::Verdict,
        Self::Workbench,
        Self::Editor,
        Self::Seek,
        Self::Replace,
        Self::Vim,
        Self::VimBusy,
        Self::Form,
        Self::Pane,
        Self::Confirm,
        Self::Attempts,
        Self::Search,
        Self::Review,
        Self::History,
        Self::Map,
        Self::Trace,
        Self::Export,
        Self::Popup,
        Self::Settings,
        Self::Outside,
        Self::Everywhere,
    ];

    /// Its name in `keys.toml`.
    #[must_use]
    pub fn name(self) -> String {
        kebab(&format!("{self:?}"))
    }
}

/// `NextSection` as `next-section`.
pub(super) fn kebab(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}
