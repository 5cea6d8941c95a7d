//! The lab's promises, one table of cases each.

mod guard;
mod jobs;
mod plans;
mod plays;
mod scripts;
mod sessions;

use super::{Database, Job, Outcome, Play, Played, Service, Step, Stepped, Task, run};
use crate::base::Value;

const INVENTORY: &str = "
    CREATE TABLE stock (sku TEXT PRIMARY KEY, qty INTEGER NOT NULL CHECK (qty >= 0), at TEXT);
    INSERT INTO stock VALUES ('BK-7', 5, NULL), ('MUG-1', 0, NULL), ('한글', 2, NULL);
    CREATE TABLE parent (id INTEGER PRIMARY KEY); CREATE TABLE child (p INTEGER REFERENCES parent (id));";
const CUSTOMERS: &str = "CREATE TABLE people (id INTEGER, name TEXT); INSERT INTO people VALUES (1, 'Ada');
    CREATE VIEW names AS SELECT name FROM people;";

fn job(tasks: Vec<Task>) -> Job {
    let service = |name: &str, reads: &[&str]| Service {
        name: name.to_owned(),
        owns: vec![name.to_owned()],
        reads: reads.iter().map(|&name| name.to_owned()).collect(),
    };
    Job {
        databases: [("inventory", INVENTORY), ("customers", CUSTOMERS)]
            .map(|(name, schema)| Database { name: name.to_owned(), schema: schema.to_owned() })
            .to_vec(),
        services: vec![service("inventory", &[]), service("customers", &["inventory"])],
        datasets: vec![Vec::new()],
        states: Vec::new(),
        tasks,
    }
}

fn step(service: &str, script: &str) -> Step {
    Step { service: service.to_owned(), script: script.to_owned(), ..Step::default() }
}

fn done(job: &Job) -> Outcome {
    let done = run(job).expect("the machine holds");
    let again = run(job).expect("the machine holds");
    assert_eq!(done, again, "the same job gives the same");
    let bytes = postcard::to_allocvec(&done).expect("an outcome is plain data");
    assert_eq!(postcard::from_bytes::<super::Done>(&bytes).expect("and comes back"), done);
    done.outcomes.into_iter().next().expect("one task, one outcome")
}

fn play(play: Play) -> Played {
    match done(&job(vec![Task::Play(play)])) {
        Outcome::Played(played) => played,
        other => panic!("{other:?}"),
    }
}

fn single(service: &str, script: &str) -> Stepped {
    play(Play { steps: vec![step(service, script)], ..Play::default() }).steps.remove(0)
}

fn cells(stepped: &Stepped) -> String {
    let Some(table) = &stepped.table else { return "none".to_owned() };
    let rows = table.rows.iter().map(|row| row.iter().map(Value::to_string).collect::<Vec<_>>().join(" "));
    rows.collect::<Vec<_>>().join(", ")
}
