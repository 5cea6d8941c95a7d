//! Packs over packs, packs in folders, packs of other languages.

use std::fs;

use super::{lang, slug, sound};
use crate::course::source::Unread;
use crate::course::{Course, Folder, MAX_FILE_BYTES, Memory, Pack, Source};

/// A pack over the sound one: another `sum`, in German only.
fn german() -> Memory {
    let mut pack = Memory::new([
        ("pack.toml", "format = 1\nid = \"more\"\nlanguages = [\"de\"]\ntitle = { de = \"Mehr\" }\n"),
        (
            "lessons/01-first/chapter.toml",
            "format = 1\nid = \"first\"\norder = 1\ncomplete = false\nexercises = [\"sum\", \"product\"]\n\
             title = { de = \"Zuerst\" }\nsummary = { de = \"Ein Anfang.\" }\n",
        ),
    ]);
    for (name, title) in [("sum", "Summe"), ("product", "Produkt")] {
        let folder = format!("exercises/01-first/{name}");
        pack.put(
            &format!("{folder}/exercise.toml"),
            super::MANIFEST.replace("slug = \"sum\"", &format!("slug = \"{name}\"")),
        );
        pack.put(&format!("{folder}/text.de.toml"), super::TEXT.replace("\"Sum\"", &format!("\"{title}\"")));
        for file in ["task.de.md", "after.de.md", "starter/answer.toml", "solution/answer.toml"] {
            pack.put(&format!("{folder}/{file}"), "Was?\n");
        }
    }
    pack
}

#[test]
fn a_later_pack_adds_and_replaces_by_id() {
    let packs = [sound(), german()].map(|source| Pack::open(Box::new(source)).expect("a sound pack"));
    let course = Course::of(packs.into());
    let chapter = &course.catalog().chapters[0];
    assert_eq!(chapter.title.get(&lang("de")), "Zuerst");
    let slugs: Vec<&str> = chapter.exercises.iter().map(|card| card.slug.as_str()).collect();
    assert_eq!((slugs, chapter.lessons.len()), (vec!["sum", "product"], 1));
    // Replaced: the texts are the later pack's, in its own language.
    let text = course.text(&slug("sum"), &lang("ko")).expect("texts");
    assert_eq!((text.title.as_str(), text.lang.as_str()), ("Summe", "de"));
    // Not replaced: the lesson is still there, in the language asked for.
    assert_eq!(course.lesson(&slug("alpha"), &lang("ko")).expect("a lesson").lang, lang("ko"));
    assert_eq!(course.lesson(&slug("alpha"), &lang("de")).expect("a lesson").lang, lang("en"));
    assert!(course.answer(&slug("sum"), "wrong/five").is_err());
}

const FOLDER: &str = "exercises/01-first/sum";

#[test]
fn the_digest_is_of_what_is_judged() {
    let digest = |change: fn(&mut Memory)| {
        let mut pack = sound();
        change(&mut pack);
        Course::from_source(Box::new(pack)).unwrap().exercise(&slug("sum")).unwrap().digest
    };
    let same = digest(|_| {});
    assert_eq!(same.len(), 64);
    assert_eq!(same, digest(|pack| pack.put(&format!("{FOLDER}/text.en.toml"), super::TEXT.replace("Sum", "Add"))));
    assert_eq!(same, digest(|pack| pack.put(&format!("{FOLDER}/solution/answer.toml"), "sum = 4\r\n")));
    assert_eq!(same, digest(|pack| pack.put(&format!("{FOLDER}/wrong/five/answer.toml"), "sum = 6\n")));
    assert_ne!(same, digest(|pack| pack.put(&format!("{FOLDER}/solution/answer.toml"), "sum = 5\n")));
    assert_ne!(same, digest(|pack| pack.put(&format!("{FOLDER}/setup/x.sql"), "")));
    assert_ne!(same, digest(|pack| pack.put(&format!("{FOLDER}/exercise.toml"), format!("{}#\n", super::MANIFEST))));
}

#[test]
fn what_cannot_be_listed_says_why() {
    let mut pack = sound();
    pack.put("exercises/01-first/sum/exercise.toml", "format = 1\nslug = ");
    pack.put("lessons/01-first/01-alpha/en.md", "no front matter");
    let course = Course::from_source(Box::new(pack)).expect("the rest is sound");
    let said = course.exercise(&slug("sum")).expect_err("broken").to_string();
    assert!(said.contains("exercise.toml:2:8: pack-toml"), "{said}");
    // The other language is still read.
    assert_eq!(course.lesson(&slug("alpha"), &lang("en")).expect("a lesson").lang, lang("ko"));
    let said = course.exercise(&slug("other")).expect_err("no such").to_string();
    assert!(said.contains("pack-no-such-exercise"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_folder_gives_plain_files_only() {
    let home = tempfile::tempdir().expect("a folder");
    let root = home.path();
    fs::create_dir_all(root.join("lessons/deep")).unwrap();
    fs::write(root.join("pack.toml"), "x").unwrap();
    fs::write(root.join("secret"), "x").unwrap();
    fs::write(root.join("lessons/deep/a.md"), "a\r\nb").unwrap();
    fs::write(root.join("lessons/.hidden"), "x").unwrap();
    fs::write(root.join("lessons/deep/a.md~"), "x").unwrap();
    fs::write(root.join("lessons/large"), vec![b'x'; usize::try_from(MAX_FILE_BYTES).unwrap() + 1]).unwrap();
    std::os::unix::fs::symlink(root.join("secret"), root.join("lessons/link")).unwrap();
    std::os::unix::fs::symlink(root.join("lessons/deep"), root.join("lessons/door")).unwrap();
    rustix::fs::mknodat(rustix::fs::CWD, root.join("lessons/pipe"), rustix::fs::FileType::Fifo, 0o600.into(), 0)
        .unwrap();

    let folder: &dyn Source = &Folder::new(root);
    assert_eq!(
        folder.paths(),
        ["lessons/deep/a.md", "lessons/door", "lessons/large", "lessons/link", "lessons/pipe", "pack.toml"]
    );
    assert_eq!(folder.text("lessons/deep/a.md").unwrap(), "a\nb");
    for (path, why) in [
        ("lessons/link", Unread::Link),
        ("lessons/door", Unread::Link),
        ("lessons/door/a.md", Unread::Link),
        ("lessons/pipe", Unread::NotAFile),
        ("lessons/deep", Unread::NotAFile),
        ("lessons/large", Unread::TooLarge(MAX_FILE_BYTES + 1)),
        ("lessons/none", Unread::Missing),
        ("../secret", Unread::Missing),
        ("lessons/../secret", Unread::Missing),
        ("/etc/passwd", Unread::Missing),
    ] {
        assert_eq!(folder.read(path).unwrap_err(), why, "{path}");
    }
}
