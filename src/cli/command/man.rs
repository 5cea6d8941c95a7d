//! `man`: the manual pages.

use clap::CommandFactory;
use clap_mangen::Man;

use crate::cli::args;
use crate::cli::fail::{Done, Fail, Verdict};
use crate::cli::session::Session;

/// Print the manual page
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The page of this command; of the program without it
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

pub(in crate::cli) fn run(session: &mut Session, args: &Args) -> Done {
    let mut root = args::Args::command();
    root.build();
    let page = match &args.command {
        None => root,
        Some(name) => match root.find_subcommand(name) {
            Some(command) => command.clone().display_name(format!("sagabook-{name}")),
            None => return Err(session.no_such("command", name, root.get_subcommands().map(clap::Command::get_name))),
        },
    };
    let mut text = Vec::new();
    let rendered = Man::new(page).render(&mut text);
    rendered.map_err(|error| Fail::system(&session.strings, "sagabook.1", &error))?;
    session.out.raw(&String::from_utf8_lossy(&text));
    Ok(Verdict::Fine)
}
