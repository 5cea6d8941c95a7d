//! `completions`: for bash, zsh, fish, elvish and PowerShell, with the names of exercises and lessons.

use clap::builder::PossibleValuesParser;
use clap::{Command, CommandFactory};
use clap_complete::Shell;

use crate::cli::args;
use crate::cli::fail::{Done, Verdict};
use crate::cli::session::{Session, exercises, lessons};

/// Print completions for a shell
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(in crate::cli) fn run(session: &mut Session, args: &Args) -> Done {
    let catalog = session.course()?.catalog();
    let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect::<Vec<String>>();
    let (exercises, lessons) = (owned(exercises(catalog).collect()), owned(lessons(catalog).collect()));
    let chapters: Vec<String> = catalog.chapters.iter().map(|chapter| chapter.id.to_string()).collect();
    let mut command = args::Args::command();
    for (name, argument, values) in [
        ("check", "exercises", &exercises),
        ("show", "exercise", &exercises),
        ("hint", "exercise", &exercises),
        ("solution", "exercise", &exercises),
        ("reset", "exercise", &exercises),
        ("read", "what", &lessons),
        ("list", "chapter", &chapters),
    ] {
        command = with_values(command, name, argument, values);
    }
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "sagabook", &mut script);
    let mut script = String::from_utf8_lossy(&script).into_owned();
    if args.shell == Shell::Fish {
        // The generator for fish leaves out values of arguments without a name.
        for (names, values) in [("check show hint solution reset", &exercises), ("read", &lessons), ("list", &chapters)]
        {
            let values = values.join(" ");
            script.push_str(&format!(
                "complete -c sagabook -n \"__fish_seen_subcommand_from {names}\" -f -a \"{values}\"\n"
            ));
        }
    }
    session.out.raw(&script);
    Ok(Verdict::Fine)
}

fn with_values(command: Command, name: &str, argument: &str, values: &[String]) -> Command {
    command.mut_subcommand(name, |sub| {
        sub.mut_arg(argument, |arg| arg.value_parser(PossibleValuesParser::new(values.to_vec())))
    })
}
