//! `--help` of every command, as printed.

use super::Shell;

#[test]
fn help_of_every_command() {
    let commands = [
        "",
        "list",
        "read",
        "show",
        "init",
        "check",
        "hint",
        "solution",
        "reset",
        "progress",
        "progress export",
        "progress import",
        "review",
        "pack",
        "pack new",
        "pack verify",
        "search",
        "card",
        "trace",
        "glossary",
        "completions",
        "man",
        "doctor",
    ];
    let shell = Shell::new();
    for command in commands {
        let args: Vec<&str> = command.split(' ').filter(|word| !word.is_empty()).chain(["--help"]).collect();
        let ran = shell.exits(0, &args);
        assert_eq!(ran.err, "");
        insta::assert_snapshot!(format!("help {command}").trim().replace(' ', "-"), ran.out);
    }
    // A command that is added is added above.
    let listed = shell.exits(0, &["--help"]).out;
    let section = listed.split("Commands:").nth(1).unwrap().split("\n\n").next().unwrap();
    for line in section.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   ")) {
        let name = line.split_whitespace().next().unwrap();
        assert!(commands.contains(&name), "{name}");
    }
}

#[test]
fn the_version_is_one_line() {
    let shell = Shell::new();
    let fast = std::process::Command::new(env!("CARGO_BIN_EXE_sagabook")).arg("--version").output().unwrap();
    for out in [super::ran(&fast).out, shell.exits(0, &["--version"]).out] {
        assert_eq!(out, format!("sagabook {}\n", env!("CARGO_PKG_VERSION")));
    }
}

#[test]
fn manual_and_completions_are_made() {
    let shell = Shell::new();
    assert!(shell.exits(0, &["man"]).out.contains(".TH sagabook 1"));
    assert!(shell.exits(0, &["man", "check"]).out.contains("sagabook\\-check"));
    shell.exits(2, &["man", "chekc"]);
    for name in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = shell.exits(0, &["completions", name]).out;
        // These two have no way to say what an argument without a name may be.
        let names: &[&str] = if matches!(name, "elvish" | "powershell") { &[] } else { &["two-questions", "plain"] };
        for word in names.iter().chain(&["glossary", "--effort"]) {
            assert!(script.contains(word) || script.contains(word.trim_start_matches('-')), "{name} lacks {word}");
        }
    }
}
