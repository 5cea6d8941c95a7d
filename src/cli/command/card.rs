//! `card`: what a simulation's handlers have, on one page.

use super::read::print_blocks;
use crate::cli::fail::{Done, Verdict};
use crate::cli::session::Session;
use crate::course::handlers_card;
use crate::tui::layout::MEASURE;

/// Print the card of handlers: what `ctx` has, its errors, and the JavaScript that handlers need
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {}

pub(in crate::cli) fn run(session: &mut Session, _: &Args) -> Done {
    let blocks = handlers_card(session.lang());
    let width = session.out.columns().min(MEASURE);
    print_blocks(session, &blocks, width)?;
    Ok(Verdict::Fine)
}
