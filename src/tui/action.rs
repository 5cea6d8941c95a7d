//! What a reader can do: the one table from which key bindings, the bottom line and the help are made.

use super::place::{Place, kebab};

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident: $place:ident, $id:literal, [$($key:literal),*], $weight:literal;)*) => {
        /// Something a reader can do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action { $($(#[$doc])* $name,)* }

        /// What the table says of an action.
        #[derive(Debug)]
        pub struct Entry {
            /// The action.
            pub action: Action,
            /// Where it applies.
            pub place: Place,
            /// Id of its words: `key-ID` names it in one or two words.
            pub id: &'static str,
            /// Its keys, the first being shown.
            pub keys: &'static [&'static str],
            /// How much it deserves the bottom line; 0 is never shown there.
            pub weight: u8,
        }

        /// The table.
        pub const ACTIONS: &[Entry] = &[$(Entry {
            action: Action::$name, place: Place::$place, id: $id, keys: &[$($key),*], weight: $weight,
        },)*];
    };
}

actions! {
    // name: place, id of its words, keys, weight in the bottom line
    /// Opens what is selected.
    Open: Home, "key-open", ["enter", "l"], 100;
    /// Goes on where the reader stopped.
    Continue: Home, "key-continue", ["c"], 90;
    /// Selects the one above.
    HomeUp: Home, "key-up", ["up", "k"], 0;
    /// Selects the one below.
    HomeDown: Home, "key-down", ["down", "j"], 0;
    /// To the column on the left.
    HomeLeft: Home, "key-left", ["left", "h", "shift-tab", "esc"], 0;
    /// To the column on the right.
    HomeRight: Home, "key-right", ["right", "tab"], 0;
    /// Asks the cards that are due.
    Review: Home, "key-review", ["r"], 85;
    /// Looks back on what was done.
    LookBack: Home, "key-history", ["p"], 62;
    /// Shows what requires what.
    Map: Home, "key-map", ["m"], 61;
    /// Opens the glossary.
    Glossary: Home, "key-glossary", ["g"], 24;
    /// Does not offer the tour again.
    PutTourAway: Home, "key-tour-away", ["delete"], 23;
    /// Ends the program.
    Quit: Home, "key-quit", ["q"], 80;

    /// Ends the typing; what was found stays marked.
    FindKeep: Find, "key-find-keep", ["enter"], 100;
    /// The next place with the words.
    FindNext: Find, "key-find-next", ["down", "ctrl-n"], 95;
    /// The place before.
    FindBefore: Find, "key-find-before", ["up", "shift-enter", "ctrl-p"], 94;
    /// Ends the finding.
    FindStop: Find, "key-find-stop", ["esc"], 90;

    /// The next place with the words.
    MatchNext: Match, "key-find-next", ["n"], 120;
    /// The place before.
    MatchBefore: Match, "key-find-before", ["N"], 119;
    /// Ends the finding.
    MatchStop: Match, "key-find-stop", ["esc"], 118;

    /// Answers the question.
    Choose: Question, "key-choose", ["a", "b", "c", "d", "e", "f", "1", "2", "3", "4", "5", "6"], 110;

    /// The story goes on by a step.
    PlayOn: Play, "key-trace-on", ["right", "l"], 105;
    /// And back by one.
    PlayBack: Play, "key-trace-back", ["left", "h"], 104;

    /// Does what the marked place offers.
    Follow: Reader, "key-follow", ["enter"], 100;
    /// To the next place where something can be done.
    NextSpot: Reader, "key-next-spot", ["tab"], 95;
    /// To the one before.
    PreviousSpot: Reader, "key-previous-spot", ["shift-tab"], 0;
    /// A line down.
    ReadDown: Reader, "key-down", ["down", "j"], 0;
    /// A line up.
    ReadUp: Reader, "key-up", ["up", "k"], 0;
    /// A page down; at the end, the next thing.
    ReadPageDown: Reader, "key-page-down", ["space", "pagedown"], 90;
    /// A page up.
    ReadPageUp: Reader, "key-page-up", ["pageup", "ctrl-b", "shift-space"], 0;
    /// To the beginning.
    ReadTop: Reader, "key-top", ["home", "g"], 0;
    /// To the end.
    ReadBottom: Reader, "key-bottom", ["end", "G"], 0;
    /// To the next section.
    NextSection: Reader, "key-next-section", ["]", "n"], 70;
    /// To the section before.
    PreviousSection: Reader, "key-previous-section", ["[", "p"], 0;
    /// Code and tables to the left.
    ReadLeft: Reader, "key-left", ["left", "h"], 0;
    /// Code and tables to the right.
    ReadRight: Reader, "key-right", ["right", "l"], 68;
    /// Finds words in the lesson.
    FindHere: Reader, "key-find", ["ctrl-f"], 28;
    /// The contents of the lesson.
    Contents: Reader, "key-contents", ["t"], 62;
    /// Opens the glossary.
    GlossaryToo: Reader, "key-glossary", ["ctrl-g"], 0;
    /// Runs the nearest block.
    RunHere: Reader, "key-run", ["r"], 85;
    /// Back to where one came from.
    Leave: Reader, "key-back", ["esc", "backspace", "q"], 80;

    /// Stops the checking; it counts for nothing.
    Stop: Checking, "key-stop", ["esc", "ctrl-c"], 130;

    /// To the place in the answer that the selected finding is about.
    ToLine: Verdict, "key-to-line", ["enter"], 97;
    /// To the section that explains the selected finding.
    ToSection: Verdict, "key-to-section", ["s"], 96;
    /// Selects the next finding.
    NextFinding: Verdict, "key-next-finding", ["n", "]"], 94;
    /// Selects the finding before.
    PreviousFinding: Verdict, "key-finding-before", ["N", "["], 0;

    /// Saves and checks the answer.
    Check: Workbench, "key-check", ["ctrl-s"], 120;
    /// The story of the selected finding, step by step.
    ToStory: Workbench, "key-trace", ["ctrl-t"], 110;
    /// The next hint.
    Hint: Workbench, "key-hint", ["f1"], 100;
    /// The solution.
    Solution: Workbench, "key-solution", ["f4"], 60;
    /// What handlers have.
    Card: Workbench, "key-card", ["f11", "ctrl-k"], 65;
    /// Looks back at attempts.
    Attempts: Workbench, "key-attempts", ["f5"], 47;
    /// Begins again from the starter.
    Reset: Workbench, "key-reset", ["ctrl-r"], 50;
    /// The next pane.
    NextPane: Workbench, "key-pane", ["f6", "ctrl-o"], 90;
    /// The pane before.
    PreviousPane: Workbench, "key-pane-before", ["shift-f6"], 0;
    /// The next file.
    NextFile: Workbench, "key-file", ["f7", "ctrl-n"], 70;
    /// Edits the file in the reader's own editor.
    EditOutside: Workbench, "key-edit-outside", ["ctrl-e", "f8"], 45;
    /// Leaves the exercise; what is typed stays.
    LeaveWorkbench: Workbench, "key-back", ["esc"], 80;

    /// Takes back the last change.
    Undo: Editor, "key-undo", ["ctrl-z"], 40;
    /// Does it again.
    Redo: Editor, "key-redo", ["ctrl-y"], 0;
    /// Selects everything.
    SelectAll: Editor, "key-select-all", ["ctrl-a"], 0;
    /// Copies the selection (Shift and arrows select).
    Copy: Editor, "key-copy", ["ctrl-c"], 0;
    /// Cuts the selection.
    Cut: Editor, "key-cut", ["ctrl-x"], 0;
    /// Puts in what was copied here.
    Paste: Editor, "key-paste", ["ctrl-v"], 0;
    /// Makes comments of lines, or takes the marks off. Terminals send Ctrl-/ in one of three ways.
    Comment: Editor, "key-comment", ["ctrl-/", "ctrl-_", "ctrl-7"], 0;

    /// Finds words in the file, and replaces them.
    FindInFile: Editor, "key-find-in-file", ["ctrl-f"], 42;

    /// The next place with the words.
    SeekNext: Seek, "key-find-next", ["enter", "down"], 130;
    /// The place before.
    SeekBefore: Seek, "key-find-before", ["up", "shift-enter"], 129;
    /// To what is to take their place, and back.
    SeekField: Seek, "key-replace", ["tab", "shift-tab"], 128;
    /// Ends the finding; the caret stays at the words.
    SeekStop: Seek, "key-find-stop", ["esc", "ctrl-f"], 127;

    /// Replaces the words here and goes on.
    ReplaceHere: Replace, "key-replace-here", ["enter"], 130;
    /// Replaces them wherever they are.
    ReplaceAll: Replace, "key-replace-all", ["alt-a"], 129;
    /// The next place, without a change.
    ReplaceNext: Replace, "key-find-next", ["down"], 128;
    /// The place before.
    ReplaceBefore: Replace, "key-find-before", ["up", "shift-enter"], 127;
    /// To the words that are looked for.
    ReplaceField: Replace, "key-find-field", ["tab", "shift-tab"], 126;
    /// Ends the finding; the caret stays at the words.
    ReplaceStop: Replace, "key-find-stop", ["esc", "ctrl-f"], 125;

    /// Does again what was taken back.
    VimRedo: Vim, "key-redo", ["ctrl-r"], 0;
    /// Back to commands.
    VimNormal: VimBusy, "key-vim-normal", ["esc"], 110;

    /// The row above.
    FormUp: Form, "key-up", ["up", "k", "shift-tab"], 0;
    /// The row below.
    FormDown: Form, "key-down", ["down", "j", "tab"], 0;
    /// Chooses the row, or the next value.
    FormChoose: Form, "key-choose", ["space", "enter", "right", "l"], 95;
    /// The value before.
    FormBefore: Form, "key-value-before", ["left", "h"], 0;
    /// Takes back what was last chosen.
    FormUndo: Form, "key-undo", ["ctrl-z", "u"], 40;
    /// Does it again.
    FormRedo: Form, "key-redo", ["ctrl-y"], 0;

    /// Goes on: to the next thing, or back to the answer.
    Proceed: Pane, "key-proceed", ["enter"], 95;
    /// The next pane.
    PaneTab: Pane, "key-pane", ["tab"], 0;
    /// A line down.
    PaneDown: Pane, "key-down", ["down", "j"], 0;
    /// A line up.
    PaneUp: Pane, "key-up", ["up", "k"], 0;
    /// A page down.
    PanePageDown: Pane, "key-page-down", ["space", "pagedown", "ctrl-f"], 0;
    /// A page up.
    PanePageUp: Pane, "key-page-up", ["pageup", "ctrl-b", "shift-space"], 0;
    /// To the beginning.
    PaneTop: Pane, "key-top", ["home", "g"], 0;
    /// To the end.
    PaneBottom: Pane, "key-bottom", ["end", "G"], 0;
    /// Wide rows to the left.
    PaneLeft: Pane, "key-left", ["left", "h"], 0;
    /// Wide rows to the right.
    PaneRight: Pane, "key-right", ["right", "l"], 68;

    /// Takes the attempt into the editor.
    AttemptTake: Attempts, "key-attempt-take", ["enter"], 100;
    /// Compares others with this one.
    AttemptMark: Attempts, "key-attempt-mark", ["space", "m"], 95;
    /// The attempt below.
    AttemptDown: Attempts, "key-down", ["down", "j"], 0;
    /// The attempt above.
    AttemptUp: Attempts, "key-up", ["up", "k"], 0;
    /// A page down in what is compared.
    AttemptPageDown: Attempts, "key-page-down", ["pagedown", "ctrl-f"], 60;
    /// A page up in what is compared.
    AttemptPageUp: Attempts, "key-page-up", ["pageup", "ctrl-b"], 0;
    /// Back to the exercise.
    LeaveAttempts: Attempts, "key-close", ["esc", "q", "f5", "backspace"], 90;

    /// Yes.
    Yes: Confirm, "key-yes", ["y"], 100;
    /// No.
    No: Confirm, "key-no", ["n", "esc", "q"], 90;

    /// Opens the place that is selected.
    FoundOpen: Search, "key-open", ["enter"], 100;
    /// The place below.
    FoundDown: Search, "key-down", ["down", "ctrl-n"], 60;
    /// The place above.
    FoundUp: Search, "key-up", ["up", "ctrl-p"], 59;
    /// A page down.
    FoundPageDown: Search, "key-page-down", ["pagedown"], 0;
    /// A page up.
    FoundPageUp: Search, "key-page-up", ["pageup"], 0;
    /// Closes the search.
    FoundClose: Search, "key-close", ["esc"], 90;

    /// Shows the answer of a card.
    ShowAnswer: Review, "key-show-answer", ["enter", "space"], 100;
    /// It was not known.
    RateAgain: Review, "key-again", ["1"], 99;
    /// It was known with pains.
    RateHard: Review, "key-hard", ["2"], 98;
    /// It was known well.
    RateGood: Review, "key-good", ["3"], 97;
    /// It was known at once.
    RateEasy: Review, "key-easy", ["4"], 96;
    /// Opens what it comes from.
    OpenSource: Review, "key-source", ["o"], 70;
    /// A line down.
    ReviewDown: Review, "key-down", ["down", "j"], 0;
    /// A line up.
    ReviewUp: Review, "key-up", ["up", "k"], 0;
    /// A page down.
    ReviewPageDown: Review, "key-page-down", ["pagedown", "ctrl-f"], 0;
    /// A page up.
    ReviewPageUp: Review, "key-page-up", ["pageup", "ctrl-b"], 0;
    /// Ends the review; what is left stays due.
    LeaveReview: Review, "key-back", ["esc", "q", "backspace"], 90;

    /// A line down.
    HistoryDown: History, "key-down", ["down", "j"], 0;
    /// A line up.
    HistoryUp: History, "key-up", ["up", "k"], 0;
    /// A page down.
    HistoryPageDown: History, "key-page-down", ["space", "pagedown", "ctrl-f"], 0;
    /// A page up.
    HistoryPageUp: History, "key-page-up", ["pageup", "ctrl-b"], 0;
    /// Back to home.
    LeaveHistory: History, "key-back", ["esc", "q", "backspace"], 90;

    /// Opens what is selected.
    MapOpen: Map, "key-open", ["enter"], 100;
    /// To what it requires.
    MapLeft: Map, "key-requires", ["left", "h"], 95;
    /// To what it opens.
    MapRight: Map, "key-opens", ["right", "l"], 94;
    /// The thing above.
    MapUp: Map, "key-up", ["up", "k"], 0;
    /// The thing below.
    MapDown: Map, "key-down", ["down", "j"], 0;
    /// The next thing that can be done now.
    MapNext: Map, "key-next-ready", ["tab", "n"], 93;
    /// A page down.
    MapPageDown: Map, "key-page-down", ["space", "pagedown", "ctrl-f"], 0;
    /// A page up.
    MapPageUp: Map, "key-page-up", ["pageup", "ctrl-b"], 0;
    /// To the beginning.
    MapTop: Map, "key-top", ["home", "g"], 0;
    /// To the end.
    MapBottom: Map, "key-bottom", ["end", "G"], 0;
    /// Back to home.
    LeaveMap: Map, "key-back", ["esc", "q", "m", "backspace"], 90;

    /// On to the next step that tells something.
    TraceOn: Trace, "key-trace-on", ["right", "l", "down", "j", "space"], 100;
    /// Back to the one before.
    TraceBack: Trace, "key-trace-back", ["left", "h", "up", "k"], 91;
    /// One step on, whether it tells something or not.
    StepOn: Trace, "key-step-on", ["shift-right", "."], 0;
    /// One step back.
    StepBack: Trace, "key-step-back", ["shift-left"], 0;
    /// To the beginning.
    TraceStart: Trace, "key-top", ["home", "g"], 0;
    /// To the end.
    TraceEnd: Trace, "key-bottom", ["end", "G"], 0;
    /// To the next fault.
    NextFault: Trace, "key-next-fault", ["]", "n"], 97;
    /// To the fault before.
    PreviousFault: Trace, "key-fault-before", ["[", "p"], 90;
    /// To the first step after which something is broken.
    FirstViolation: Trace, "key-violation", ["i"], 95;
    /// The next part of the state.
    TracePane: Trace, "key-state", ["tab"], 94;
    /// The part before.
    TracePaneBack: Trace, "key-state-before", ["shift-tab"], 0;
    /// The part of the state a page down.
    StateDown: Trace, "key-state-down", ["pagedown", "ctrl-f"], 0;
    /// A page up.
    StateUp: Trace, "key-state-up", ["pageup", "ctrl-b"], 0;
    /// Writes the story to a file.
    Export: Trace, "key-export", ["x"], 93;
    /// Back to where one came from.
    LeaveTrace: Trace, "key-back", ["esc", "q", "backspace"], 92;

    /// As a sequence diagram of Mermaid.
    ExportMermaid: Export, "key-export-mermaid", ["m"], 100;
    /// As data.
    ExportJson: Export, "key-export-json", ["j"], 99;
    /// As a picture.
    ExportSvg: Export, "key-export-svg", ["s"], 98;
    /// As text.
    ExportText: Export, "key-export-text", ["t"], 97;
    /// Not at all.
    ExportStop: Export, "key-close", ["esc", "q", "x", "backspace"], 96;

    /// Does what the window offers.
    PopupOpen: Popup, "key-open", ["enter"], 95;
    /// A line down.
    PopupDown: Popup, "key-down", ["down", "j"], 0;
    /// A line up.
    PopupUp: Popup, "key-up", ["up", "k"], 0;
    /// A page down.
    PopupPageDown: Popup, "key-page-down", ["space", "pagedown", "ctrl-f"], 0;
    /// A page up.
    PopupPageUp: Popup, "key-page-up", ["pageup", "ctrl-b", "shift-space"], 0;
    /// To the beginning.
    PopupTop: Popup, "key-top", ["home", "g"], 0;
    /// To the end.
    PopupBottom: Popup, "key-bottom", ["end", "G"], 0;
    /// Wide rows to the left.
    PopupLeft: Popup, "key-left", ["left", "h"], 0;
    /// Wide rows to the right.
    PopupRight: Popup, "key-right", ["right", "l"], 60;
    /// Closes the window.
    Close: Popup, "key-close", ["esc", "q", "?", "f2", "backspace"], 90;

    /// The setting above.
    SettingUp: Settings, "key-up", ["up", "k"], 0;
    /// The setting below.
    SettingDown: Settings, "key-down", ["down", "j", "tab"], 0;
    /// Gives the setting its next value.
    SettingNext: Settings, "key-value-next", ["right", "enter", "space", "l"], 100;
    /// Gives it the value before.
    SettingBefore: Settings, "key-value-before", ["left", "h"], 95;
    /// Closes the settings.
    LeaveSettings: Settings, "key-close", ["esc", "q", ",", "f9"], 90;

    /// Searches the book.
    Search: Outside, "key-search", ["/"], 66;
    /// Lists everything that can be done here.
    Palette: Outside, "key-palette", [":"], 29;
    /// Back to what was left.
    GoBack: Outside, "key-go-back", ["<"], 0;
    /// Forward again.
    GoForward: Outside, "key-go-forward", [">"], 0;
    /// Back to the map of chapters, from wherever one is.
    GoHome: Outside, "key-home", ["H"], 0;
    /// Shows the keys of the screen.
    Keys: Outside, "key-keys", ["?"], 65;
    /// The other language.
    Language: Outside, "key-language", ["L"], 30;

    /// Opens the settings.
    Settings: Outside, "key-settings", [","], 25;
    /// Opens the settings.
    SettingsToo: Everywhere, "key-settings", ["f9"], 15;
    /// Lists everything that can be done here.
    PaletteToo: Everywhere, "key-palette", ["ctrl-p"], 18;
    /// Back to what was left.
    GoBackToo: Everywhere, "key-go-back", ["alt-left"], 0;
    /// Forward again.
    GoForwardToo: Everywhere, "key-go-forward", ["alt-right"], 0;
    /// Back to the map of chapters, from wherever one is.
    GoHomeToo: Everywhere, "key-home", ["alt-home"], 0;
    /// Shows the keys of the screen.
    KeysToo: Everywhere, "key-keys", ["f2"], 55;
    /// The other language.
    LanguageToo: Everywhere, "key-language", ["f3"], 20;
    /// Takes the tour of the keys, or ends it.
    Tour: Everywhere, "key-tour", ["f12"], 0;
    /// Ends the program; what is typed stays.
    QuitNow: Everywhere, "key-quit", ["ctrl-q"], 10;
}

/// The letters of so many options, as a range.
#[must_use]
pub(crate) fn letters(options: usize) -> String {
    range('a', options)
}

/// The numbers of so many options, as a range.
#[must_use]
pub(crate) fn numbers(options: usize) -> String {
    range('1', options)
}

fn range(first: char, options: usize) -> String {
    let last = u32::try_from(options).ok().and_then(|n| char::from_u32((u32::from(first) + n).saturating_sub(1)));
    match last.filter(|last| *last > first) {
        Some(last) => format!("{first}–{last}"),
        None => first.to_string(),
    }
}

impl Entry {
    /// Its name in `keys.toml`: `next-section`.
    #[must_use]
    pub fn name(&self) -> String {
        kebab(&format!("{:?}", self.action))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{ACTIONS, letters, numbers};
    use crate::base::{Strings, languages};
    use crate::tui::key::Key;
    use crate::tui::place::Place;

    #[test]
    fn every_key_reads_and_means_one_thing_in_its_place() {
        for place in Place::ALL {
            let mut seen = BTreeSet::new();
            for entry in ACTIONS.iter().filter(|entry| entry.place == place) {
                for key in entry.keys {
                    assert!(Key::parse(key).is_some(), "{key}");
                    assert!(seen.insert(*key), "{key} has two meanings in {place:?}");
                }
            }
        }
    }

    #[test]
    fn options_have_a_range_of_keys() {
        for (options, keys) in [(0, "a 1"), (1, "a 1"), (2, "a–b 1–2"), (3, "a–c 1–3"), (6, "a–f 1–6")] {
            assert_eq!(format!("{} {}", letters(options), numbers(options)), keys, "{options}");
        }
    }

    #[test]
    fn every_action_has_words() {
        for lang in languages() {
            let words = Strings::new(&lang);
            for entry in ACTIONS {
                assert!(words.has(entry.id), "{lang}: {}", entry.id);
            }
        }
    }
}
