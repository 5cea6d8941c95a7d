//! `init`: a workspace.

use std::path::PathBuf;

use crate::base::Safe;
use crate::cli::fail::{Done, Fail, Verdict};
use crate::cli::session::Session;
use crate::progress::Answers;
use crate::tui::layout::Role;

/// Make a workspace: a folder per exercise with its starter files and task
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// Where; the current folder without it. Files that are there stay as they are
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

pub(in crate::cli) fn run(session: &mut Session, args: &Args) -> Done {
    let course = session.course()?;
    let home = session.home()?;
    let file = |fault: crate::progress::FileFault| Fail::file(&session.strings, &fault);
    let content = |problems| Fail::content(&session.strings, &problems);
    // Outside of any workspace, so that answers begun in the workbook come along.
    let begun = Answers::find(home, home.path());
    let workspace = Answers::init(home, &args.folder).map_err(file)?;
    let (mut exercises, mut written) = (0_usize, 0_usize);
    for card in course.catalog().chapters.iter().flat_map(|chapter| &chapter.exercises) {
        let exercise = course.exercise(&card.slug).map_err(content)?;
        let mut files = exercise.starter.clone();
        for (name, text) in &mut files {
            if let Ok(Some(own)) = begun.file(&card.slug, name) {
                *text = own;
            }
        }
        written += workspace.begin(&card.slug, &files).map_err(file)?;
        let text = course.text(&card.slug, session.lang()).map_err(content)?;
        workspace.write_task(&card.slug, &task(&text.title, &text.task_with_files(&exercise))).map_err(file)?;
        exercises += 1;
    }
    let folder = Safe::line(&args.folder.display().to_string()).into_string();
    let said = session
        .strings
        .with("cli-init", &[("folder", folder.into()), ("exercises", exercises.into()), ("files", written.into())]);
    said.lines().for_each(|line| session.out.line(Role::Text, line));
    Ok(Verdict::Fine)
}

/// The task as a page of its own; the ids of its sections mean nothing there.
fn task(title: &str, markdown: &str) -> String {
    let mut page = format!("# {title}\n\n");
    for line in markdown.trim().lines() {
        let attributes = line.rfind(" {#").filter(|_| line.starts_with('#') && line.ends_with('}'));
        page.push_str(&line[..attributes.unwrap_or(line.len())]);
        page.push('\n');
    }
    page
}
