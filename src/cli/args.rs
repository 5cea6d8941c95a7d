//! The arguments, as declared to clap: what `--help`, the manual page and the completions are made from.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use super::command::{
    card, check, completions, doctor, glossary, hint, init, list, man, pack, progress, read, reset, review, search,
    show, solution, trace,
};
use crate::base::Lang;

/// A workbook about data management in microservices; without a command it opens.
#[derive(Debug, Parser)]
#[command(
    name = "sagabook",
    version,
    disable_help_subcommand = true,
    max_term_width = 100,
    after_help = "Exit codes: 0 all passed; 1 some check failed; 2 wrong usage, no such thing, broken content; \
                  3 could not be graded."
)]
pub(super) struct Args {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options of every command.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct Global {
    /// Language of texts and messages, such as en or ko
    #[arg(long, global = true, value_name = "LANG", value_parser = lang, help_heading = "Global options")]
    pub lang: Option<Lang>,
    /// Without a command: the course as a dialogue of lines, without a full screen
    #[arg(long, global = true, help_heading = "Global options")]
    pub plain: bool,
    /// Draw lines and marks with ASCII only
    #[arg(long, global = true, help_heading = "Global options")]
    pub ascii: bool,
    /// Add a pack of lessons and exercises (may be given several times)
    #[arg(long, global = true, value_name = "DIR", help_heading = "Global options")]
    pub pack: Vec<PathBuf>,
    /// Keep progress and answers in this folder (else SAGABOOK_HOME, else the system's)
    #[arg(long, global = true, value_name = "DIR", help_heading = "Global options")]
    pub home: Option<PathBuf>,
    /// Colour the output
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_possible_values = true,
        help = "Colour the output: auto, always or never",
        help_heading = "Global options"
    )]
    pub color: Color,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless `NO_COLOR` or `CLICOLOR_FORCE` say else.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// List chapters, lessons and exercises, with progress
    List(list::Args),
    /// Print a lesson: styled on a terminal, plain in a pipe
    Read(read::Args),
    /// Show an exercise: its task, files, checks and points
    Show(show::Args),
    /// Make a workspace: a folder per exercise with its starter files and task
    Init(init::Args),
    /// Judge answers
    Check(check::Args),
    /// Tell one story of a simulation, step by step
    Trace(trace::Args),
    /// Show the hints of an exercise seen so far
    Hint(hint::Args),
    /// Show the solution of an exercise
    Solution(solution::Args),
    /// Archive one's answer and start an exercise again
    Reset(reset::Args),
    /// Show progress, or move it to another machine
    Progress(progress::Args),
    /// Ask again what was learnt, as it falls due
    Review(review::Args),
    /// Tools for authors of packs
    Pack(pack::Args),
    /// Find words in lessons, exercises and the glossary
    Search(search::Args),
    /// Print the card of handlers: what they have in a simulation
    Card(card::Args),
    /// Look up a term
    Glossary(glossary::Args),
    /// Print completions for a shell
    Completions(completions::Args),
    /// Print the manual page
    Man(man::Args),
    /// Look whether everything works here
    Doctor(doctor::Args),
}

fn lang(code: &str) -> Result<Lang, String> {
    Lang::new(code).ok_or_else(|| "write two or three lower-case letters, such as en or ko".to_owned())
}
