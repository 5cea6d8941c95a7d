use super::{lesson, verify};
use crate::base::{Lang, Slug};
use crate::course::{Course, Memory, Play, Which};
use crate::grade::{Cancel, Judge, Schedule};

const FOLDER: &str = "exercises/01-first/which";

const MANIFEST: &str = r#"format = 1
slug = "which"
difficulty = 1
minutes = 3
concepts = ["intro.acid"]
files = ["answer.toml"]
task.quiz = {}

[checks.first.choice]
options = ["a", "b", "c"]
right = "a"
also = ["c"]

[checks.second.number]
right = 2

[wrong]
takes-b = ["first"]
counts-three = ["second"]
"#;

fn pack() -> Memory {
    let mut pack = Memory::new([
        ("pack.toml", "format = 1\nid = \"p\"\nlanguages = [\"en\"]\n[title]\nen = \"P\"\n"),
        ("lessons/concepts.toml", "format = 1\n[concepts]\n"),
        (
            "lessons/01-first/chapter.toml",
            "format = 1\nid = \"first\"\norder = 1\ncomplete = false\nexercises = [\"which\"]\n\
             [title]\nen = \"F\"\n[summary]\nen = \"F\"\n",
        ),
    ]);
    for (path, text) in [
        ("exercise.toml", MANIFEST),
        (
            "text.en.toml",
            "format = 1\ntitle = \"Which\"\nhints = [\"1\", \"2\", \"3\"]\n\
             [checks]\nfirst = \"F\"\nsecond = \"S\"\n[wrong]\ntakes-b = \"B\"\ncounts-three = \"C\"\n\
             [options.first]\na = { says = \"A\", why = \"A\" }\nb = { says = \"B\", why = \"B\" }\n\
             c = { says = \"C\", why = \"C\" }\n",
        ),
        ("task.en.md", "Which?\n"),
        ("after.en.md", "That.\n"),
        ("starter/answer.toml", "first = \"\"\nsecond = 0\n"),
        ("solution/answer.toml", "first = \"a\"\nsecond = 2\n"),
        ("wrong/takes-b/answer.toml", "first = \"b\"\nsecond = 2\n"),
        ("wrong/counts-three/answer.toml", "first = \"a\"\nsecond = 3\n"),
        ("alt/c-will-do/answer.toml", "first = \"c\"\nsecond = 2\n"),
    ] {
        pack.put(&format!("{FOLDER}/{path}"), text);
    }
    pack
}

/// What is wrong with a pack: code and line.
fn problems(pack: Memory) -> Vec<(&'static str, u32)> {
    let course = Course::from_source(Box::new(pack)).expect("the pack opens");
    let found = verify(&course, vec![Judge::in_process(), Judge::in_process()], &Cancel::new(), &mut |_| {});
    found.problems.iter().map(|problem| (problem.code, problem.line)).collect()
}

#[test]
fn a_good_pack_is_counted() {
    let course = Course::from_source(Box::new(pack())).expect("the pack opens");
    let mut seen = Vec::new();
    let found = verify(&course, vec![Judge::in_process()], &Cancel::new(), &mut |progress| seen.push(progress.clone()));
    assert_eq!(found.problems, []);
    // Starter, solution, one alternative and two wrong answers, four times each.
    assert_eq!((found.exercises, found.wrong, found.alternatives, found.gradings), (1, 2, 1, 20));
    assert_eq!(seen.last().map(|last| (last.done, last.all, last.gradings)), Some((1, 1, 20)));
}

/// A fault planted in a file, and the one problem that must come of it.
#[test]
fn each_fault_is_named_with_its_place() {
    for (file, text, problem) in [
        ("starter/answer.toml", "first = \"a\"\nsecond = 2\n", ("verify-starter-passes", 1)),
        ("starter/answer.toml", "first = ", ("verify-starter-code", 1)),
        ("solution/answer.toml", "first = \"b\"\nsecond = 2\n", ("verify-solution-fails", 1)),
        ("alt/c-will-do/answer.toml", "first = \"c\"\nsecond = 5\n", ("verify-alternative-fails", 2)),
        ("wrong/takes-b/answer.toml", "first = \"c\"\nsecond = 2\n", ("verify-wrong-passes", 18)),
        ("wrong/takes-b/answer.toml", "first = \"b\"\nsecond = 3\n", ("verify-wrong-set", 18)),
        ("wrong/takes-b/answer.toml", "first = \"b\"\nsecond = ", ("verify-wrong-set", 18)),
    ] {
        let mut pack = pack();
        pack.put(&format!("{FOLDER}/{file}"), text);
        assert_eq!(problems(pack), [problem], "{file}: {text}");
    }
    for (from, to, problem) in [
        ("counts-three = [\"second\"]", "counts-three = [\"second\", \"first\"]", ("verify-wrong-set", 19)),
        (
            "[checks.second.number]",
            "[checks.third.number]\nright = 2\n[checks.second.number]",
            ("pack-check-unwatched", 14),
        ),
    ] {
        let mut pack = pack();
        pack.put(&format!("{FOLDER}/exercise.toml"), MANIFEST.replace(from, to));
        assert!(problems(pack).contains(&problem), "{to}");
    }
}

#[test]
fn two_wrong_answers_that_fail_alike_are_one_too_many() {
    let mut pack = pack();
    pack.put(&format!("{FOLDER}/exercise.toml"), MANIFEST.to_owned() + "takes-b-too = [\"first\"]\n");
    pack.put(&format!("{FOLDER}/wrong/takes-b-too/answer.toml"), "second = 2\nfirst = \"b\"\n");
    assert!(problems(pack).contains(&("verify-wrong-twice", 20)));
}

#[test]
fn the_result_does_not_depend_on_the_number_of_judges() {
    let course = Course::from_source(Box::new(pack())).expect("the pack opens");
    let with = |n: usize| {
        let judges = (0..n).map(|_| Judge::in_process()).collect();
        verify(&course, judges, &Cancel::new(), &mut |_| {})
    };
    assert_eq!(with(1), with(3));
}

#[test]
fn a_new_pack_verifies_and_its_folder_must_be_empty() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let written = super::scaffold(folder.path()).expect("it can be written");
    assert!(written.contains(&"pack.toml"));
    let course = Course::open_only(folder.path()).expect("it opens");
    let found = verify(&course, vec![Judge::in_process()], &Cancel::new(), &mut |_| {});
    assert_eq!(found.problems, []);
    // Starter, solution, one alternative and three wrong answers, four times each.
    assert_eq!((found.lessons, found.wrong, found.alternatives, found.gradings), (1, 3, 1, 24));
    let again = super::scaffold(folder.path()).expect_err("it is not empty");
    assert_eq!(again.kind(), std::io::ErrorKind::AlreadyExists);
}

/// A block, what is expected of it, and what is wrong with it.
#[test]
fn live_blocks_print_what_is_expected() {
    let sql = "```sql run db=library";
    for (block, problems) in [
        (
            format!("{sql}\nSELECT n FROM t ORDER BY n;\n```\n\n```expect\nn\n1\nNULL\n```"),
            &["verify-block-differs"][..],
        ),
        (format!("{sql}\nSELECT n FROM t ORDER BY n;\n```\n\n```expect\nn\nNULL\n1\n```"), &[]),
        (
            format!("{sql}\nSELECT n AS m FROM t ORDER BY n;\n```\n\n```expect\nn\nNULL\n1\n```"),
            &["verify-block-differs"],
        ),
        (format!("{sql}\nINSERT INTO t VALUES (1);\n```"), &[]),
        (format!("{sql}\nINSERT INTO t VALUES (1);\n```\n\n```expect\nn\n1\n```"), &["verify-block-fails"]),
        (format!("{sql}\nSELEC n FROM t;\n```"), &["verify-block-fails"]),
        ("```js run\nprint(1 + 1); print('a')\n```\n\n```expect\n2\na\n```".to_owned(), &[]),
        ("```js run\nprint(1 + 1)\n```\n\n```expect\n3\n```".to_owned(), &["verify-block-differs"]),
        ("```js run\nthrow new Error('shown')\n```".to_owned(), &[]),
        ("```js run\nprint(\n```".to_owned(), &["verify-block-fails"]),
        ("```sim play exercise=no-such\n```".to_owned(), &["verify-play-content"]),
    ] {
        let mut pack = pack();
        pack.put("lessons/setup/library.sql", "CREATE TABLE t (n UNIQUE); INSERT INTO t VALUES (1), (NULL);");
        let front = "+++\nformat = 1\nid = \"numbers\"\ntitle = \"N\"\nminutes = 1\nconcepts = []\n+++\n";
        pack.put("lessons/01-first/01-numbers/en.md", format!("{front}\nText.\n\n{block}\n"));
        let found: Vec<(&str, u32)> =
            self::problems(pack).into_iter().filter(|(code, _)| code.starts_with("verify")).collect();
        let wanted: Vec<(&str, u32)> = problems.iter().map(|code| (*code, 11)).collect();
        assert_eq!(found, wanted, "{block}");
    }
}

/// A story that is played is there, and is what it says.
#[test]
fn stories_that_are_played_are_there() {
    let course = Course::built_in().expect("the book reads");
    let lang = Lang::new("en").expect("a code");
    let fails = |check: &str| Which::Fails(check.to_owned());
    for (exercise, answer, story, wanted) in [
        ("outbox", "solution", Which::Natural, None),
        ("outbox", "wrong/deletes-first", fails("every-order-is-paid"), None),
        ("outbox", "wrong/deletes-first", fails("never-paid-twice"), Some("verify-play-holds")),
        ("outbox", "wrong/no-such", Which::Natural, Some("verify-play-content")),
        ("no-such", "solution", Which::Natural, Some("verify-play-content")),
        ("first-query", "solution", Which::Natural, Some("verify-play-none")),
        ("outbox", "solution", Which::Schedule("zzz".to_owned()), Some("verify-play-schedule")),
        ("outbox", "solution", Which::Schedule(Schedule::default().id(0)), Some("verify-play-renamed")),
    ] {
        let play = Play { exercise: Slug::new(exercise).expect("a slug"), answer: answer.to_owned(), story };
        let found = lesson::played(&course, &play, &lang, &mut Judge::in_process(), &Cancel::new());
        assert_eq!(found.map(|problem| problem.code), wanted, "{}", play.says());
    }
}
