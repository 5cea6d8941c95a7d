//! What is measured on: a full progress file, a long lesson, an answer that is saved again and again.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use std::{fs, thread};

use anyhow::Context;
use sagabook::base::{Seed, Slug};
use sagabook::course::exercise::Effort;
use sagabook::grade::Outcome;
use sagabook::progress::{Answers, Attempt, Home, Last, Store, WallTime};

/// Writes a progress file with so many attempts over thirty exercises; gives their number.
pub(crate) fn attempts(home: &Path, count: usize) -> anyhow::Result<usize> {
    fs::create_dir_all(home)?;
    let mut store = Store::open(&Home::at(home)).store;
    for number in 0..count {
        let passed = number % 3 == 0;
        store.record(&Attempt {
            exercise: Slug::new(format!("exercise-{}", number % 30))?,
            content: "0".repeat(64),
            answer: format!("{number:064x}"),
            seed: Seed(1),
            effort: Effort::Normal,
            outcome: if passed { Outcome::Passed } else { Outcome::Failed },
            points: 2,
            max_points: 4,
            checks: 4,
            failing: if passed { Vec::new() } else { vec!["two".to_owned()] },
            differs: true,
            at: WallTime(1_700_000_000 + i64::try_from(number)?),
        })?;
    }
    Ok(store.all_attempts()?.len())
}

/// Makes a home in which this exercise is the one to continue with.
pub(crate) fn before_an_exercise(home: &Path, exercise: &str) -> anyhow::Result<()> {
    Store::open(&Home::at(home)).store.set_last(&Last::Exercise(Slug::new(exercise)?))?;
    Ok(())
}

/// A pack whose first chapter is one lesson of so many bytes.
pub(crate) fn long_lesson(folder: &Path, bytes: usize) -> anyhow::Result<PathBuf> {
    let lesson = folder.join("lessons/00-long/01-long-read");
    fs::create_dir_all(&lesson)?;
    fs::write(folder.join("pack.toml"), "format = 1\nid = \"long\"\nlanguages = [\"en\"]\n\n[title]\nen = \"Long\"\n")?;
    fs::write(
        folder.join("lessons/00-long/chapter.toml"),
        "format = 1\nid = \"long\"\norder = 0\ncomplete = false\nexercises = []\n\n[title]\nen = \"Long\"\n\n[summary]\nen = \"Long.\"\n",
    )?;
    let mut text =
        "+++\nformat = 1\nid = \"long-read\"\ntitle = \"A long read\"\nminutes = 40\nconcepts = []\n+++\n".to_owned();
    let mut section = 0;
    while text.len() < bytes {
        section += 1;
        text.push_str(&format!(
            "\n## Section {section} {{#section-{section}}}\n\nEvery service owns its **tables**, and nobody else reads \
             them: 서비스는 자기 테이블만 읽고 쓴다. What others need, they `ask` for or are told.\n\n| service | owns | \
             asks |\n| --- | --- | --- |\n| orders | orders, lines | customers |\n| inventory | stock | nobody |\n\n- one \
             owner for each datum\n- one way to change it\n\n```sql\nSELECT count(*) FROM orders WHERE status = \
             'PENDING';\n```\n"
        ));
    }
    fs::write(lesson.join("en.md"), text)?;
    Ok(folder.to_owned())
}

/// Makes a home to continue in with an exercise whose answer is checked for some seconds, and fails the last check.
pub(crate) fn before_a_long_check(home: &Path) -> anyhow::Result<()> {
    let exercise = "undo-without-erasing";
    let solution = "exercises/05-event-sourcing/undo-without-erasing/solution/stock.js";
    let solution = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(solution))?;
    // What is looked for in vain takes time and no fuel.
    let work = "  const long = \"a\".repeat(100_000);\n  long.lastIndexOf(\"b\");\n  long.lastIndexOf(\"b\");";
    let slow = solution.replacen("state, command) {", &format!("state, command) {{\n{work}"), 1);
    let answer = slow.replace("      return state;", "      throw new Error(\"unknown\");");
    let kept = Home::at(home);
    Answers::find(&kept, home).write(&Slug::new(exercise)?, "stock.js", &answer)?;
    before_an_exercise(home, exercise)
}

/// `sagabook check --watch` on an answer.
pub(crate) struct Watched {
    child: Child,
    lines: Receiver<(Instant, String)>,
    _folder: tempfile::TempDir,
    file: PathBuf,
    text: String,
    saves: usize,
    /// Lines of a verdict.
    tall: usize,
    /// Cases of the first verdict.
    pub(crate) cases: String,
}

impl Watched {
    pub(crate) fn start(
        program: &str,
        home: &Path,
        pack: Option<&PathBuf>,
        exercise: &str,
        answer: &Path,
    ) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let mut file = PathBuf::new();
        for entry in fs::read_dir(answer)? {
            let from = entry?.path();
            file = folder.path().join(from.file_name().context("a file has a name")?);
            fs::copy(from, &file)?;
        }
        let mut command = Command::new(program);
        command.arg("--home").arg(home).args(["--lang", "en"]);
        if let Some(pack) = pack {
            command.arg("--pack").arg(pack);
        }
        command.args(["check", exercise, "--watch", "--answer"]).arg(folder.path());
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let output = BufReader::new(child.stdout.take().context("standard output is a pipe")?);
        let (send, lines) = channel();
        #[expect(clippy::disallowed_methods, reason = "a bench reads its child beside the clock")]
        thread::spawn(move || {
            for line in output.lines().map_while(Result::ok).filter(|line| !line.is_empty()) {
                if send.send((Instant::now(), line)).is_err() {
                    break;
                }
            }
        });
        let text = fs::read_to_string(&file)?;
        let (tall, cases) = (0, String::new());
        let mut watched = Self { child, lines, _folder: folder, file, text, saves: 0, tall, cases };
        let (_, head) = watched.lines.recv_timeout(Duration::from_secs(20)).context("no verdict")?;
        let mark = if answer.ends_with("solution") { '✔' } else { '✘' };
        anyhow::ensure!(head.starts_with(mark), "the solution passes, others fail: {head}");
        head.rsplit("  ").next().unwrap_or_default().clone_into(&mut watched.cases);
        watched.tall = 1;
        while watched.lines.recv_timeout(Duration::from_secs(1)).is_ok() {
            watched.tall += 1;
        }
        Ok(watched)
    }

    /// Saves another layout of the answer; the time until the last line of its verdict is printed.
    pub(crate) fn save(&mut self) -> anyhow::Result<Duration> {
        self.saves += 1;
        let text = format!("{}{}", self.text, "\n".repeat(self.saves));
        let saved = Instant::now();
        fs::write(&self.file, text)?;
        let mut last = saved;
        for _ in 0..self.tall {
            last = self.lines.recv_timeout(Duration::from_secs(20)).context("no verdict")?.0;
        }
        Ok(last.duration_since(saved))
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
