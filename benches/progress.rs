//! The store at start: a file of 10,000 attempts opened, with all that home shows; its floor, SQLite opening the same
//! file; and a save.

use divan::{Bencher, black_box};
use sagabook::base::{Seed, Slug};
use sagabook::course::exercise::Effort;
use sagabook::grade::Outcome;
use sagabook::progress::{Answers, Attempt, Export, Home, Store, WallTime};

fn main() {
    divan::main();
}

fn attempt(n: u64) -> Attempt {
    Attempt {
        exercise: Slug::new(format!("exercise-{}", n % 100)).expect("a slug"),
        content: format!("{:064x}", n % 100),
        answer: format!("{n:064x}"),
        seed: Seed(1),
        effort: Effort::Normal,
        outcome: if n.is_multiple_of(3) { Outcome::Passed } else { Outcome::Failed },
        points: 3,
        max_points: 5,
        checks: 5,
        failing: vec!["never-half-a-move".to_owned(), "moves-the-stock".to_owned()],
        differs: true,
        at: WallTime(0),
    }
}

/// A data folder with 10,000 attempts.
fn filled() -> (tempfile::TempDir, Home) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let home = Home::at(folder.path());
    let mut store = Store::open(&home).store;
    let attempts: Vec<Attempt> = (0..10_000).map(attempt).collect();
    let answers = Answers::find(&home, folder.path());
    let export = Export { attempts, ..Export::of(&store, &answers).expect("the store can be read") };
    store.import(&export, &answers).expect("the store can be written");
    (folder, home)
}

#[divan::bench]
fn open_and_overview(bencher: Bencher<'_, '_>) {
    let (_folder, home) = filled();
    bencher.bench(|| {
        let opened = Store::open(black_box(&home));
        black_box(opened.store.overview().expect("it can be read"))
    });
}

#[divan::bench]
fn open(bencher: Bencher<'_, '_>) {
    let (_folder, home) = filled();
    bencher.bench(|| black_box(Store::open(black_box(&home)).store.is_kept()));
}

#[divan::bench]
fn floor_sqlite_opens_and_reads_one_page(bencher: Bencher<'_, '_>) {
    let (_folder, home) = filled();
    bencher.bench(|| {
        let db = rusqlite::Connection::open(home.store()).expect("SQLite opens it");
        db.query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0)).expect("it has a version")
    });
}

#[divan::bench]
fn check(bencher: Bencher<'_, '_>) {
    let (_folder, home) = filled();
    let mut store = Store::open(&home).store;
    bencher.bench_local(|| assert!(store.check().is_none()));
}

#[divan::bench]
fn save_an_attempt(bencher: Bencher<'_, '_>) {
    let (_folder, home) = filled();
    let mut store = Store::open(&home).store;
    let mut n = 20_000;
    bencher.bench_local(|| {
        n += 1;
        store.record(&attempt(n)).expect("the store can be written")
    });
}
