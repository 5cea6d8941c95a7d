//! One slip at a time in a sound pack: what is said, and where.

use super::sound;
use crate::course::{Course, Memory, Problem, Source};

const EN: &str = "lessons/01-first/01-alpha/en.md";
const KO: &str = "lessons/01-first/01-alpha/ko.md";
const CHAPTER: &str = "lessons/01-first/chapter.toml";
const CONCEPTS: &str = "lessons/concepts.toml";
const MANIFEST: &str = "exercises/01-first/sum/exercise.toml";
const TEXT_KO: &str = "exercises/01-first/sum/text.ko.toml";
const TASK: &str = "exercises/01-first/sum/task.en.md";

/// A chapter with the id of another.
const SECOND: &str = "format = 1
id = \"first\"
order = 2
complete = false
exercises = []
title = {}
summary = {}
";

/// All problems of a pack, as `file:line:column code`.
fn said(pack: Memory) -> Vec<String> {
    let said = |p: &Problem| format!("{}:{}:{} {}", p.file, p.line, p.column, p.code);
    match Course::from_source(Box::new(pack)) {
        Ok(course) => course.check_form().iter().map(said).collect(),
        Err(problems) => problems.0.iter().map(said).collect(),
    }
}

/// The sound pack with `old` replaced by `new` in one file.
fn with(file: &str, old: &str, new: &str) -> Memory {
    let mut pack = sound();
    let text = (&pack as &dyn Source).text(file).expect("the file is there");
    assert!(text.contains(old), "{file} has no {old:?}");
    pack.put(file, text.replacen(old, new, 1));
    pack
}

#[test]
fn a_slip_in_a_file_is_named_with_its_place() {
    let cases: &[(&str, &str, &str, &[&str])] = &[
        // pack.toml, chapter.toml, concepts.toml
        ("pack.toml", "format = 1", "format = 2", &["pack.toml:1:10 pack-format"]),
        ("pack.toml", "id =", "name = 1\nid =", &["pack.toml:2:1 pack-unknown-field"]),
        ("pack.toml", "[\"en\", \"ko\"]", "[]", &["pack.toml:3:13 pack-no-language"]),
        ("pack.toml", ", ko = \"시험\"", "", &["pack.toml:4:1 pack-no-text"]),
        (CHAPTER, "summary =", "sumary =", &["?lessons/01-first/chapter.toml:7:1 pack-unknown-field"]),
        (CHAPTER, "[\"sum\"]", "[\"sum\", \"no\"]", &["lessons/01-first/chapter.toml:5:21 pack-missing-file"]),
        (CHAPTER, "[\"sum\"]", "[]", &["lessons/01-first/chapter.toml:5:13 pack-not-listed"]),
        (CHAPTER, "id = \"first\"", "id = \"one\"", &["lessons/01-first/chapter.toml:2:6 pack-id-differs"]),
        (CHAPTER, ", ko = \"시작.\"", "", &["lessons/01-first/chapter.toml:7:1 pack-no-text"]),
        (CONCEPTS, "ko = { name", "kr_ = { name", &["lessons/concepts.toml:6:1 pack-unknown-field"]),
        (CONCEPTS, "is = \"첫째.\"", "is = \"\"", &["lessons/concepts.toml:6:26 pack-empty-text"]),
        // lessons
        (EN, "+++\nformat", "format", &["?lessons/01-first/01-alpha/en.md:1:1 pack-no-front-matter"]),
        (EN, "minutes = 3", "minutes = \"3\"", &["?lessons/01-first/01-alpha/en.md:5:11 pack-wrong-type"]),
        (EN, "minutes = 3\n", "", &["?lessons/01-first/01-alpha/en.md:2:1 pack-missing-field"]),
        (KO, "minutes = 3", "minutes = 4", &["lessons/01-first/01-alpha/ko.md:5:11 pack-front-differs"]),
        (KO, "id = \"alpha\"", "id = \"beta\"", &["?lessons/01-first/01-alpha/ko.md:2:1 pack-id-differs"]),
        (
            KO,
            " teach=a.one",
            "",
            &[
                "lessons/01-first/01-alpha/ko.md:6:13 pack-not-taught",
                "lessons/01-first/01-alpha/ko.md:9:1 pack-headings-differ",
            ],
        ),
        (
            EN,
            "teach=a.one",
            "teach=a.one,a.two",
            &[
                "lessons/01-first/01-alpha/en.md:9:1 pack-no-such-concept",
                "lessons/01-first/01-alpha/en.md:9:1 pack-teach-unlisted",
                "lessons/01-first/01-alpha/ko.md:9:1 pack-headings-differ",
            ],
        ),
        (
            EN,
            "## One {#one teach=a.one}",
            "## One {#one teach=a.one}\n\n## Two\n",
            &[
                "lessons/01-first/01-alpha/en.md:11:1 pack-heading-without-id",
                "lessons/01-first/01-alpha/ko.md:9:1 pack-headings-differ",
            ],
        ),
        (EN, "A [[a.one]]", "A [[a.two]]", &["lessons/01-first/01-alpha/en.md:11:3 pack-no-such-concept"]),
        (
            EN,
            "A [[a.one]]",
            "A <b>x</b>",
            &["lessons/01-first/01-alpha/en.md:11:3 pack-html", "lessons/01-first/01-alpha/en.md:11:7 pack-html"],
        ),
        (EN, "A [[a.one]]", "A ![x](y.png)", &["lessons/01-first/01-alpha/en.md:11:3 pack-picture"]),
        (EN, "A [[a.one]]", "A [x](nowhere)", &["lessons/01-first/01-alpha/en.md:11:3 pack-dead-link"]),
        (EN, "A [[a.one]]", "A [x](#two)", &["lessons/01-first/01-alpha/en.md:11:3 pack-dead-section"]),
        (EN, "A [[a.one]]", "A [x](http://a.example)", &["lessons/01-first/01-alpha/en.md:11:3 pack-dead-link"]),
        (
            EN,
            "```sql run",
            "```sql rum",
            &[
                "lessons/01-first/01-alpha/en.md:13:1 pack-predict-alone",
                "lessons/01-first/01-alpha/en.md:18:1 pack-fence",
                "lessons/01-first/01-alpha/en.md:22:1 pack-expect-alone",
                "lessons/01-first/01-alpha/ko.md:18:1 pack-live-differs",
            ],
        ),
        (
            KO,
            "db=shop",
            "db=stock",
            &[
                "lessons/01-first/01-alpha/ko.md:18:1 pack-live-differs",
                "lessons/01-first/01-alpha/ko.md:18:1 pack-no-database",
            ],
        ),
        (EN, "n\n1\n", "n\n1 | 2\n", &["lessons/01-first/01-alpha/en.md:22:1 pack-expect-uneven"]),
        (
            EN,
            "right = true, ",
            "",
            &[
                "lessons/01-first/01-alpha/en.md:15:1 pack-question-without-right",
                "lessons/01-first/01-alpha/ko.md:13:1 pack-live-differs",
            ],
        ),
        (
            EN,
            "why = \"No.\"",
            "because = \"No.\"",
            &[
                "lessons/01-first/01-alpha/en.md:15:70 pack-unknown-field",
                "lessons/01-first/01-alpha/ko.md:13:1 pack-live-differs",
            ],
        ),
        (EN, "[!MISCONCEPTION]", "[!MYTH]", &["lessons/01-first/01-alpha/en.md:27:1 pack-callout"]),
        (
            EN,
            "```exercise\nsum",
            "```exercise\nproduct",
            &[
                "lessons/01-first/01-alpha/en.md:30:1 pack-no-such-exercise",
                "lessons/01-first/01-alpha/ko.md:30:1 pack-live-differs",
            ],
        ),
        (KO, "그렇지 않다.", "API을 쓴다.", &["lessons/01-first/01-alpha/ko.md:28:6 pack-particle"]),
        (KO, "몇 개인가?", "SQL를 쓰는가?", &["lessons/01-first/01-alpha/ko.md:13:1 pack-particle"]),
        // exercise.toml
        (MANIFEST, "minutes = 2", "minuts = 2", &["exercises/01-first/sum/exercise.toml:4:1 pack-unknown-field"]),
        (MANIFEST, "difficulty = 1", "difficulty = 4", &["exercises/01-first/sum/exercise.toml:3:14 pack-range"]),
        (MANIFEST, "slug = \"sum\"", "slug = \"sun\"", &["?exercises/01-first/sum/exercise.toml:2:8 pack-id-differs"]),
        (
            MANIFEST,
            "[\"a.one\"]",
            "[\"a.two\"]",
            &[
                "exercises/01-first/sum/exercise.toml:5:13 pack-no-such-concept",
                "lessons/concepts.toml:2:11 pack-not-practised",
            ],
        ),
        (MANIFEST, "[task.quiz]", "[task.quizz]", &["exercises/01-first/sum/exercise.toml:8:7 pack-unknown-value"]),
        (
            MANIFEST,
            "[checks.sum.number]",
            "[checks.sum.numbr]",
            &[
                "exercises/01-first/sum/exercise.toml:10:13 pack-unknown-field",
                "exercises/01-first/sum/exercise.toml:14:9 pack-no-such-check",
            ],
        ),
        (
            MANIFEST,
            "[checks.sum.number]",
            "[checks.sum.rows]",
            &[
                "exercises/01-first/sum/exercise.toml:10:13 pack-check-of-other-kind",
                "exercises/01-first/sum/exercise.toml:14:9 pack-no-such-check",
            ],
        ),
        (
            MANIFEST,
            "right = 4",
            "right = \"4\"",
            &[
                "exercises/01-first/sum/exercise.toml:11:9 pack-wrong-type",
                "exercises/01-first/sum/exercise.toml:14:9 pack-no-such-check",
            ],
        ),
        (MANIFEST, "right = 4", "right = 4\nwithin = -1", &["exercises/01-first/sum/exercise.toml:12:10 pack-amount"]),
        (
            MANIFEST,
            "[checks.sum.number]",
            "[checks.sum]\nafter = \"x\"\n[checks.sum.number]",
            &["exercises/01-first/sum/exercise.toml:11:9 pack-after"],
        ),
        (
            MANIFEST,
            "[checks.sum.number]",
            "[checks.sum]\nexplain = \"alpha#x\"\n[checks.sum.number]",
            &["exercises/01-first/sum/exercise.toml:11:11 pack-dead-section"],
        ),
        (
            MANIFEST,
            "five = [\"sum\"]",
            "five = [\"some\"]",
            &["exercises/01-first/sum/exercise.toml:14:9 pack-no-such-check"],
        ),
        (
            MANIFEST,
            "five = [\"sum\"]\n",
            "",
            &[
                "exercises/01-first/sum/exercise.toml:10:9 pack-check-unwatched",
                "exercises/01-first/sum/text.en.toml:9:1 pack-extra-key",
                "exercises/01-first/sum/text.ko.toml:9:1 pack-extra-key",
                "exercises/01-first/sum/wrong/five:1:1 pack-wrong-unlisted",
            ],
        ),
        (
            MANIFEST,
            "[wrong]",
            "[points]\nsun = 2\n[wrong]",
            &["exercises/01-first/sum/exercise.toml:14:1 pack-no-such-check"],
        ),
        (
            MANIFEST,
            "files = ",
            "requires = [\"sum\"]\nfiles = ",
            &["exercises/01-first/sum/exercise.toml:6:13 pack-cycle"],
        ),
        (
            MANIFEST,
            "files = ",
            "requires = [\"no\"]\nfiles = ",
            &["exercises/01-first/sum/exercise.toml:6:13 pack-no-such-requirement"],
        ),
        (
            MANIFEST,
            "files = ",
            "was = [\"alpha\"]\nfiles = ",
            &["exercises/01-first/sum/exercise.toml:6:8 pack-was-taken"],
        ),
        (
            MANIFEST,
            "\"answer.toml\"",
            "\"../answer.toml\"",
            &[
                "exercises/01-first/sum/exercise.toml:6:10 pack-path",
                "exercises/01-first/sum/exercise.toml:6:10 pack-missing-file",
                "exercises/01-first/sum/exercise.toml:6:10 pack-missing-file",
            ],
        ),
        (MANIFEST, "format = 1", "format = ", &["?exercises/01-first/sum/exercise.toml:1:10 pack-toml"]),
        // texts
        (TEXT_KO, "\"a\", \"b\", \"c\"", "\"a\", \"b\"", &["exercises/01-first/sum/text.ko.toml:3:9 pack-three-hints"]),
        (TEXT_KO, "sum = \"Two and two.\"\n", "", &["exercises/01-first/sum/text.ko.toml:5:2 pack-missing-key"]),
        (
            TEXT_KO,
            "five = \"One too many.\"",
            "six = \"No.\"",
            &[
                "exercises/01-first/sum/text.ko.toml:8:2 pack-missing-key",
                "exercises/01-first/sum/text.ko.toml:9:1 pack-extra-key",
            ],
        ),
        (TASK, "(alpha#one)", "(alpha#none)", &["exercises/01-first/sum/task.en.md:1:13 pack-dead-section"]),
        (TASK, "Answer.", "```sql run\nSELECT 1\n```\n", &["exercises/01-first/sum/task.en.md:1:1 pack-live-in-text"]),
    ];
    let mut wrong = String::new();
    for (file, old, new, wanted) in cases {
        let said = said(with(file, old, new));
        let ok = match wanted {
            // A part that cannot be listed pulls others with it: its own problem is what matters.
            [one] if one.starts_with('?') => said.contains(&one[1..].to_owned()),
            all => {
                let (mut said, mut all) = (said.clone(), all.to_vec());
                said.sort();
                all.sort_unstable();
                said == all
            }
        };
        if !ok {
            wrong += &format!("{file}: {old:?} → {new:?}\n  said   {said:#?}\n  wanted {wanted:#?}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn files_that_are_missing_strange_or_too_large_are_named() {
    type Slip = fn(&mut Memory);
    let cases: &[(Slip, &str)] = &[
        (|p| p.remove("pack.toml"), "pack.toml:1:1 pack-missing-file"),
        (|p| p.remove(KO), "lessons/01-first/01-alpha/ko.md:1:1 pack-missing-file"),
        (|p| p.remove(TEXT_KO), "exercises/01-first/sum/text.ko.toml:1:1 pack-missing-file"),
        (
            |p| p.remove("exercises/01-first/sum/after.ko.md"),
            "exercises/01-first/sum/after.ko.md:1:1 pack-missing-file",
        ),
        (
            |p| p.remove("exercises/01-first/sum/solution/answer.toml"),
            "exercises/01-first/sum/exercise.toml:6:10 pack-missing-file",
        ),
        (
            |p| p.remove("exercises/01-first/sum/wrong/five/answer.toml"),
            "exercises/01-first/sum/exercise.toml:14:1 pack-missing-file",
        ),
        (
            |p| p.put("exercises/01-first/sum/alt/x/other.toml", ""),
            "exercises/01-first/sum/alt/x/other.toml:1:1 pack-extra-file",
        ),
        (
            |p| p.put("exercises/01-first/sum/wrong/six/answer.toml", ""),
            "exercises/01-first/sum/wrong/six:1:1 pack-wrong-unlisted",
        ),
        (|p| p.put("lessons/01-first/notes.txt", ""), "lessons/01-first/notes.txt:1:1 pack-stray"),
        (|p| p.put("exercises/02-none/x/exercise.toml", ""), "exercises/02-none:1:1 pack-no-chapter"),
        (|p| p.put(EN, vec![b'a'; 100_000_000]), "lessons/01-first/01-alpha/en.md:1:1 pack-too-large"),
        (|p| p.put(EN, b"+++\n\xff".to_vec()), "lessons/01-first/01-alpha/en.md:2:1 pack-not-text"),
        (|p| p.put("lessons/02-more/chapter.toml", SECOND), "lessons/02-more/chapter.toml:2:6 pack-id-differs"),
        (
            |p| p.put("lessons/01-first/02-sum/en.md", super::LESSON.replace("\"alpha\"", "\"sum\"")),
            "exercises/01-first/sum/exercise.toml:2:8 pack-duplicate-id",
        ),
    ];
    for (slip, wanted) in cases {
        let mut pack = sound();
        slip(&mut pack);
        let said = said(pack);
        assert!(said.iter().any(|it| it == wanted), "wanted {wanted}, said {said:#?}");
    }
}

#[test]
fn a_circle_of_prerequisites_is_named_on_every_way_in() {
    // The lesson asks for the exercise, which asks for the lesson.
    let mut pack = with(EN, "concepts = ", "requires = [\"sum\"]\nconcepts = ");
    let text = (&pack as &dyn Source).text(KO).expect("the file is there");
    pack.put(KO, text.replacen("concepts = ", "requires = [\"sum\"]\nconcepts = ", 1));
    let text = (&pack as &dyn Source).text(MANIFEST).expect("the file is there");
    pack.put(MANIFEST, text.replacen("files = ", "requires = [\"alpha\"]\nfiles = ", 1));
    assert_eq!(
        said(pack),
        ["exercises/01-first/sum/exercise.toml:6:13 pack-cycle", "lessons/01-first/01-alpha/en.md:6:13 pack-cycle"]
    );
}
