//! Blocks that live: they run in place, ask, or open something, and show what came of it.

use std::collections::BTreeMap;

use super::{Layout, Line, Role, Span, SpotKind, code, hanging, prefixed, prose::rewrap, table};
use crate::base::{Safe, Slug, Value, pad, truncate};
use crate::course::{Choice, Play, Question};
use crate::tui::story::Played;
use crate::tui::syntax::Language;

/// The state of a text's live blocks, by the number of the top-level block.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Live(pub BTreeMap<usize, LiveBlock>);

/// The state of one live block.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LiveBlock {
    /// The option chosen.
    pub chosen: Option<usize>,
    /// Whether it runs just now.
    pub running: bool,
    /// What came of the last run.
    pub shown: Option<Shown>,
}

/// What came of a run.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// Rows of the last SELECT.
    Rows {
        /// Column names.
        columns: Vec<String>,
        /// The rows.
        rows: Vec<Vec<Value>>,
    },
    /// Printed lines.
    Lines(Vec<String>),
    /// A story, played as far as the reader has gone.
    Story(Box<Played>),
    /// It ran and gave nothing to show.
    Nothing,
    /// It failed: what, and the line in the block (0 where unknown).
    Error {
        /// In words.
        message: String,
        /// From 1.
        line: u32,
    },
}

/// What an exercise's card says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The exercise's title.
    pub title: String,
    /// `●●`
    pub difficulty: u8,
    /// Estimated minutes.
    pub minutes: u16,
    /// Whether it is passed.
    pub passed: bool,
}

impl Layout<'_> {
    fn state(&self) -> LiveBlock {
        self.live.0.get(&self.block).cloned().unwrap_or_default()
    }

    /// A story that is played; once it is there, a spot below it opens all of it.
    pub(super) fn play(&mut self, play: &Play, cells: usize) -> Vec<Line> {
        let name = format!("{} · {}", play.exercise, play.answer);
        let mut rows = self.run_block("sim", &name, "", cells);
        if matches!(self.state().shown, Some(Shown::Story(played)) if played.at.is_some()) {
            let spot = self.spot(SpotKind::Story);
            rows.push(vec![
                Span::new("  ", Role::Text),
                Span::new(self.words.strings.get("play-open"), Role::Link).of(Some(spot)),
            ]);
        }
        rows
    }

    pub(super) fn run_block(&mut self, lang: &str, databases: &str, source: &str, cells: usize) -> Vec<Line> {
        let strings = self.words.strings;
        let spot = self.spot(SpotKind::Run);
        let state = self.state();
        let action = match (state.running, lang) {
            (true, _) => strings.get("layout-running"),
            (false, "sim") => strings.get("layout-play"),
            (false, _) => strings.get("layout-run"),
        };
        let what = if databases.is_empty() { lang.to_owned() } else { format!("{lang} · {databases}") };
        let mut rows = vec![vec![
            Span::new("▶ ", Role::Action).of(Some(spot)),
            Span::new(action, Role::Action).of(Some(spot)),
            Span::new("  ", Role::Text),
            Span::new(what, Role::Muted),
        ]];
        if !source.is_empty() {
            rows.extend(code(source, Language::named(lang)));
        }
        if let Some(shown) = &state.shown {
            rows.extend(self.shown(shown, cells));
        }
        // A guess, what came, and only then why.
        let chosen = self.block.checked_sub(1).and_then(|guess| self.live.0.get(&guess)?.chosen);
        if let (Some(question), Some(chosen), false) = (self.guess, chosen, state.running) {
            let inner = cells.saturating_sub(2);
            let told = question.options.iter().enumerate().filter(|(at, option)| option.right || *at == chosen);
            let told = told.flat_map(|(at, told)| [option(told, at, Some(chosen), None, inner), why(told, inner)]);
            rows.push(Vec::new());
            rows.extend(prefixed(told.flatten().collect(), &Span::new("┃ ", Role::Border)));
        }
        rows
    }

    fn shown(&self, shown: &Shown, cells: usize) -> Vec<Line> {
        let strings = self.words.strings;
        let inner = cells.saturating_sub(2);
        let rows = match shown {
            Shown::Rows { columns, rows } => {
                let mut out = table::values(columns, rows, inner);
                out.push(vec![Span::new(strings.with("layout-rows", &[("n", rows.len().into())]), Role::Muted)]);
                out
            }
            Shown::Lines(lines) => {
                lines.iter().map(|line| vec![Span::new(Safe::line(line).into_string(), Role::Text)]).collect()
            }
            Shown::Story(played) => return played.rows(strings, cells),
            Shown::Nothing => vec![vec![Span::new(strings.get("layout-nothing"), Role::Muted)]],
            Shown::Error { message, line } => {
                let mut words =
                    vec![Span::new("✘ ", Role::Bad), Span::new(Safe::line(message).into_string(), Role::Bad)];
                if *line > 0 {
                    let place = strings.with("layout-line", &[("n", i64::from(*line).into())]);
                    words.push(Span::new(format!(" {place}"), Role::Muted));
                }
                rewrap(&words, inner)
            }
        };
        prefixed(rows, &Span::new("  ", Role::Border))
    }

    pub(super) fn question(&mut self, question: &Question, before_run: bool, cells: usize) -> Vec<Line> {
        let strings = self.words.strings;
        let chosen = self.state().chosen;
        let title = strings.get(if before_run { "layout-predict" } else { "layout-quiz" });
        let inner = cells.saturating_sub(2);
        let mut rows = vec![vec![Span::new("? ", Role::Action), Span::new(title, Role::Action)]];
        rows.extend(rewrap(&[Span::new(Safe::line(&question.ask).into_string(), Role::Strong)], inner));
        for (number, it) in question.options.iter().enumerate() {
            let spot = self.spot(SpotKind::Option(number));
            rows.extend(option(it, number, chosen, Some(spot), inner));
            // Why stands below what the run shows, where there is a run.
            if !before_run && chosen.is_some_and(|chosen| it.right || chosen == number) {
                rows.extend(why(it, inner));
            }
        }
        prefixed(rows, &Span::new("┃ ", Role::Border))
    }

    pub(super) fn card(&mut self, slug: &Slug, cells: usize) -> Vec<Line> {
        let Some(card) = (self.words.card)(slug) else {
            return vec![vec![Span::new(slug.as_str(), Role::Muted)]];
        };
        let strings = self.words.strings;
        let spot = Some(self.spot(SpotKind::Exercise(slug.clone())));
        let inner = cells.min(64).saturating_sub(4).max(4);
        let mark = if card.passed { "✔ " } else { "▸ " };
        let title = pad(&truncate(&format!("{mark}{}", card.title), inner), inner);
        let minutes = strings.with("unit-minutes", &[("n", i64::from(card.minutes).into())]);
        let facts =
            format!("  {}  {}  {minutes}", strings.get("layout-exercise"), "●".repeat(usize::from(card.difficulty)));
        let line = "─".repeat(inner + 2);
        let side = |text: Span| vec![Span::new("│ ", Role::Border), text, Span::new(" │", Role::Border)];
        vec![
            vec![Span::new(format!("╭{line}╮"), Role::Border)],
            side(Span::new(title, if card.passed { Role::Good } else { Role::Action }).of(spot)),
            side(Span::new(pad(&truncate(&facts, inner), inner), Role::Muted).of(spot)),
            vec![Span::new(format!("╰{line}╯"), Role::Border)],
        ]
    }
}

/// An option with its mark: open, right, or wrongly chosen.
fn option(option: &Choice, number: usize, chosen: Option<usize>, spot: Option<usize>, cells: usize) -> Vec<Line> {
    let (mark, role) = match chosen {
        None => ("○", Role::Text),
        Some(_) if option.right => ("✔", Role::Good),
        Some(at) if at == number => ("✘", Role::Bad),
        Some(_) => ("○", Role::Muted),
    };
    let says = Span::new(Safe::line(&option.says).into_string(), role).of(spot);
    let mark = Span::new(format!("{mark} {} ", letter(number)), role).of(spot);
    hanging(rewrap(&[says], cells.saturating_sub(4)), mark)
}

/// Why an option is right or wrong.
fn why(option: &Choice, cells: usize) -> Vec<Line> {
    let why = Span::new(Safe::line(&option.why).into_string(), Role::Text);
    prefixed(rewrap(&[why], cells.saturating_sub(4)), &Span::new("    ", Role::Text))
}

/// `a`, `b`, `c`: the key that chooses an option.
fn letter(number: usize) -> char {
    u8::try_from(number).ok().filter(|n| *n < 26).map_or('?', |n| char::from(b'a' + n))
}

#[cfg(test)]
mod tests {
    use crate::base::{Lang, Slug, Strings, Value};
    use crate::course::{Block, Choice, Inline, Item, Question};
    use crate::tui::layout::{Card, Live, LiveBlock, Page, Shown, SpotKind, Words, lay_out};

    fn page(blocks: &[Block], live: &Live, cells: u16) -> Page {
        let strings = Strings::new(&Lang::new("en").expect("a code"));
        let card = |slug: &Slug| {
            (slug.as_str() == "first-query").then(|| Card {
                title: "첫 질의".into(),
                difficulty: 2,
                minutes: 8,
                passed: false,
            })
        };
        lay_out(blocks, live, cells, &Words { strings: &strings, card: &card })
    }

    fn text(page: &Page) -> Vec<String> {
        page.rows.iter().map(super::super::Row::text).collect()
    }

    fn run(sql: &str) -> Block {
        Block::SqlRun { databases: vec!["orders".into()], sql: sql.into(), expect: None }
    }

    #[test]
    fn a_run_block_shows_what_came() {
        let blocks = [run("SELECT 1 AS n;\n")];
        let live = |shown| Live([(0, LiveBlock { shown: Some(shown), ..LiveBlock::default() })].into());
        assert_eq!(text(&page(&blocks, &Live::default(), 40)), ["▶ Run  sql · orders", "│ SELECT 1 AS n;"]);
        let rows = Shown::Rows { columns: vec!["n".into()], rows: vec![vec![Value::Int(1)]] };
        assert_eq!(text(&page(&blocks, &live(rows), 40))[2..], ["  n", "  ─", "  1", "  1 row"]);
        let error = Shown::Error { message: "no such table: x\u{1b}[0m".into(), line: 2 };
        assert_eq!(text(&page(&blocks, &live(error), 60))[2..], ["  ✘ no such table: x␛[0m line 2"]);
    }

    #[test]
    fn a_question_tells_after_it_is_answered() {
        let option = |says: &str, right| Choice { says: says.into(), right, why: format!("because {says}") };
        let blocks = [Block::Quiz(Question {
            ask: "How many?".into(),
            options: vec![option("two", true), option("three", false)],
        })];
        let asked = page(&blocks, &Live::default(), 40);
        assert_eq!(text(&asked), ["┃ ? Question", "┃ How many?", "┃ ○ a two", "┃ ○ b three"]);
        assert_eq!(asked.spots.iter().map(|spot| spot.row).collect::<Vec<_>>(), [2, 3]);
        let live = Live([(0, LiveBlock { chosen: Some(1), ..LiveBlock::default() })].into());
        assert_eq!(
            text(&page(&blocks, &live, 40))[2..],
            ["┃ ✔ a two", "┃     because two", "┃ ✘ b three", "┃     because three"]
        );
    }

    #[test]
    fn a_guess_is_explained_below_what_came() {
        let option = |says: &str, right| Choice { says: says.into(), right, why: format!("because {says}") };
        let guess = Question { ask: "How many?".into(), options: vec![option("two", true), option("three", false)] };
        let blocks = [Block::Predict(guess), run("SELECT 1 AS n;\n")];
        let chosen = LiveBlock { chosen: Some(1), ..LiveBlock::default() };
        let came = |running, shown| LiveBlock { running, shown, ..LiveBlock::default() };
        let asked = ["┃ ? First a guess", "┃ How many?", "┃ ✔ a two", "┃ ✘ b three", ""];
        let why = ["", "┃ ✔ a two", "┃     because two", "┃ ✘ b three", "┃     because three"];
        for (live, wanted) in [
            (
                Live([(0, chosen.clone()), (1, came(true, None))].into()),
                vec!["▶ Running…  sql · orders", "│ SELECT 1 AS n;"],
            ),
            (
                Live([(0, chosen), (1, came(false, Some(Shown::Lines(vec!["1".into()]))))].into()),
                [&["▶ Run  sql · orders", "│ SELECT 1 AS n;", "  1"], &why[..]].concat(),
            ),
        ] {
            assert_eq!(text(&page(&blocks, &live, 40)), [&asked, &wanted[..]].concat());
        }
    }

    #[test]
    fn spots_and_sections_know_their_rows() {
        let link = Inline::Link { to: "transactions#acid".into(), text: vec![Inline::Text("there".into())] };
        let blocks = [
            Block::Paragraph(vec![Inline::Text("Read ".into()), link, Inline::Text(".".into())]),
            Block::Heading { level: 2, id: "a".into(), teach: vec![], text: vec![Inline::Text("A".into())] },
            Block::List {
                start: Some(9),
                items: vec![
                    Item { checked: None, blocks: vec![Block::Paragraph(vec![Inline::Text("nine".into())])] },
                    Item { checked: None, blocks: vec![Block::Paragraph(vec![Inline::Text("ten".into())])] },
                ],
            },
            Block::Exercise(Slug::new("first-query").expect("a slug")),
        ];
        let page = page(&blocks, &Live::default(), 20);
        assert_eq!(
            text(&page),
            [
                "Read there.",
                "",
                "",
                "A",
                "",
                " 9. nine",
                "10. ten",
                "",
                "╭──────────────────╮",
                "│ ▸ 첫 질의        │",
                "│   Exercise  ●● … │",
                "╰──────────────────╯"
            ]
        );
        assert_eq!(page.sections.iter().map(|s| (s.id.as_str(), s.row)).collect::<Vec<_>>(), [("a", 3)]);
        let spots: Vec<(&SpotKind, usize)> = page.spots.iter().map(|s| (&s.kind, s.row)).collect();
        assert_eq!(spots[0], (&SpotKind::Link("transactions#acid".into()), 0));
        assert_eq!(spots[1].1, 9);
    }
}
