//! Packs in memory, as authors write them, and what is said of their slips.

mod faults;
mod kinds;
mod packs;

use super::exercise::Task;
use super::{Course, Memory};
use crate::base::{Lang, Slug};

/// A small pack with nothing wrong.
pub(super) fn sound() -> Memory {
    Memory::new([
        (
            "pack.toml",
            "format = 1\nid = \"test\"\nlanguages = [\"en\", \"ko\"]\ntitle = { en = \"Test\", ko = \"시험\" }\n",
        ),
        (
            "lessons/concepts.toml",
            "format = 1\n[concepts.\"a.one\"]\nhome = \"alpha\"\npractise = true\nen = { name = \"One\", is = \"The first.\" }\n\
             ko = { name = \"하나\", is = \"첫째.\" }\n",
        ),
        (
            "lessons/01-first/chapter.toml",
            "format = 1\nid = \"first\"\norder = 1\ncomplete = true\nexercises = [\"sum\"]\n\
             title = { en = \"First\", ko = \"처음\" }\nsummary = { en = \"A start.\", ko = \"시작.\" }\n",
        ),
        ("lessons/01-first/01-alpha/en.md", LESSON),
        ("lessons/01-first/01-alpha/ko.md", LESSON_KO),
        ("lessons/setup/shop.sql", "CREATE TABLE t (a);\n"),
        ("exercises/01-first/sum/exercise.toml", MANIFEST),
        ("exercises/01-first/sum/text.en.toml", TEXT),
        ("exercises/01-first/sum/text.ko.toml", TEXT),
        ("exercises/01-first/sum/task.en.md", "Answer. See [the lesson](alpha#one).\n"),
        ("exercises/01-first/sum/task.ko.md", "답한다. [강의](alpha#one)를 본다.\n"),
        ("exercises/01-first/sum/after.en.md", "Done.\n"),
        ("exercises/01-first/sum/after.ko.md", "끝.\n"),
        ("exercises/01-first/sum/starter/answer.toml", "sum = 0\n"),
        ("exercises/01-first/sum/solution/answer.toml", "sum = 4\n"),
        ("exercises/01-first/sum/wrong/five/answer.toml", "sum = 5\n"),
    ])
}

pub(super) const LESSON: &str = "+++
format = 1
id = \"alpha\"
title = \"Alpha\"
minutes = 3
concepts = [\"a.one\"]
+++

## One {#one teach=a.one}

A [[a.one]] and [[a.one|another]].

```predict
ask = \"How many?\"
options = [{ says = \"1\", right = true, why = \"One.\" }, { says = \"2\", why = \"No.\" }]
```

```sql run db=shop
SELECT 1 AS n;
```

```expect
n
1
```

> [!MISCONCEPTION]
> Not so.

```exercise
sum
```
";

const LESSON_KO: &str = "+++
format = 1
id = \"alpha\"
title = \"알파\"
minutes = 3
concepts = [\"a.one\"]
+++

## 하나 {#one teach=a.one}

[[a.one]]와 [[a.one|다른 것]].

```predict
ask = \"몇 개인가?\"
options = [{ says = \"1\", right = true, why = \"하나.\" }, { says = \"2\", why = \"아니다.\" }]
```

```sql run db=shop
SELECT 1 AS n;
```

```expect
n
1
```

> [!MISCONCEPTION]
> 그렇지 않다.

```exercise
sum
```
";

pub(super) const MANIFEST: &str = "format = 1
slug = \"sum\"
difficulty = 1
minutes = 2
concepts = [\"a.one\"]
files = [\"answer.toml\"]

[task.quiz]

[checks.sum.number]
right = 4

[wrong]
five = [\"sum\"]
";

const TEXT: &str = "format = 1
title = \"Sum\"
hints = [\"a\", \"b\", \"c\"]

[checks]
sum = \"Two and two.\"

[wrong]
five = \"One too many.\"
";

fn lang(code: &str) -> Lang {
    Lang::new(code).expect("a code")
}

fn slug(text: &str) -> Slug {
    Slug::new(text).expect("a slug")
}

#[test]
fn a_sound_pack_opens() {
    let course = Course::from_source(Box::new(sound())).expect("a sound pack");
    assert_eq!(super::Problems(course.check_form()).to_string(), "");
    let (chapter, card) = course.catalog().exercise("sum").expect("listed");
    assert_eq!((chapter.id.as_str(), card.points, card.kind.as_str()), ("first", 1, "quiz"));
    let lesson = course.lesson(&slug("alpha"), &lang("ko")).expect("a sound lesson");
    assert_eq!((lesson.title.as_str(), lesson.setup.len(), lesson.blocks.len()), ("알파", 1, 6));
    assert_eq!(lesson.lines, [9, 11, 13, 18, 27, 30]);
    let exercise = course.exercise(&slug("sum")).expect("a sound exercise");
    assert!(matches!(exercise.task, Task::Quiz(_)));
    assert_eq!(exercise.lines.wrong["five"], 14);
    assert_eq!(course.text(&slug("sum"), &lang("en")).expect("texts").hints.len(), 3);
    assert_eq!(course.answer(&slug("sum"), "wrong/five").expect("there")["answer.toml"], b"sum = 5\n");
}

/// Every code of a problem that the program can make has words; no words are left over.
#[test]
fn every_problem_has_words() {
    fn codes(folder: &std::path::Path, found: &mut std::collections::BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).expect("the sources are there").flatten() {
            if entry.path().is_dir() {
                codes(&entry.path(), found);
            } else if let Ok(text) = std::fs::read_to_string(entry.path()) {
                let quoted = text.split("\"pack-").skip(1).filter_map(|rest| rest.split_once('"'));
                found.extend(
                    quoted.map(|(code, _)| format!("pack-{code}")).filter(|code| Slug::new(code.as_str()).is_ok()),
                );
            }
        }
    }
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut used = std::collections::BTreeSet::new();
    codes(&root.join("src"), &mut used);
    let text = std::fs::read_to_string(root.join("assets/strings/en.ftl")).expect("the strings are there");
    let said: std::collections::BTreeSet<String> = text
        .lines()
        .filter(|line| line.starts_with("pack-"))
        .filter_map(|line| line.split_once(" =").map(|(id, _)| id.to_owned()))
        .collect();
    let differ: Vec<_> = used.symmetric_difference(&said).collect();
    assert!(differ.is_empty(), "codes without words, or words without codes: {differ:?}");
}
/// The pack that the program comes with.
#[test]
fn the_built_in_pack_is_sound() {
    let course = Course::built_in().expect("a table of contents");
    assert_eq!(super::Problems(course.check_form()).to_string(), "");
}
