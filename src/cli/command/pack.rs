//! `pack`: tools for authors.

use clap::Subcommand;

use crate::cli::fail::Done;
use crate::cli::session::Session;

/// Tools for authors of packs
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    #[command(subcommand)]
    tool: Tool,
}

#[derive(Debug, Subcommand)]
enum Tool {}

pub(in crate::cli) fn run(_session: &mut Session, args: &Args) -> Done {
    match args.tool {}
}
