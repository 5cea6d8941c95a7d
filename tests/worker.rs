//! The boxed child, with the real binary and with children that mean harm.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use sagabook::grade::worker::{ARGUMENT, Cancel, Force, Remote};
use sagabook::lab::{Done, Gone, Job, Runner, script};

const AGES: Duration = Duration::from_secs(60);

fn worker() -> Remote {
    Remote::of(PathBuf::from(env!("CARGO_BIN_EXE_sagabook")), vec![ARGUMENT.into()], AGES)
}

/// A child that is a shell script.
fn shell(script: &str) -> Remote {
    Remote::of(PathBuf::from("/bin/sh"), vec!["-c".into(), script.into()], AGES)
}

fn js(source: &str) -> Job {
    Job::Script(script::Job::block(source))
}

fn printed(outcome: Result<Done, Gone>) -> Vec<String> {
    match outcome {
        Ok(Done::Script(done)) => {
            assert_eq!(done.load, None);
            done.printed
        }
        other => panic!("a script's outcome is wanted: {other:?}"),
    }
}

fn open_files() -> usize {
    std::fs::read_dir("/proc/self/fd").map_or(0, Iterator::count)
}

#[test]
fn jobs_are_done_one_after_the_other() {
    let mut worker = worker();
    for n in 0..5 {
        assert_eq!(printed(worker.run(&js(&format!("print({n} + 1)")))), [format!("{}", n + 1)]);
    }
}

#[test]
fn both_sides_may_say_much_at_once() {
    let mut worker = worker();
    let long = "x".repeat(4 << 20);
    let outcome =
        worker.run(&js(&format!("const s = \"{long}\"; for (let i = 0; i < 60; i++) print(s.slice(0, 4000))")));
    assert!(printed(outcome).len() > 50);
}

/// Scripts that loop in the engine's own code, where no counted work ends them in time.
#[test]
fn what_does_not_stop_is_ended_and_the_next_job_goes_well() {
    let mut worker = worker();
    let endless = "let x = 3n ** 60000n; for (let i = 0; i < 1e9; i++) x * x * x;";
    let start = Instant::now();
    worker.within(Duration::from_millis(300), &Cancel::new());
    assert_eq!(worker.run(&js(endless)), Err(Gone::Stopped));
    assert!(start.elapsed() < Duration::from_secs(10));
    worker.within(AGES, &Cancel::new());
    assert_eq!(printed(worker.run(&js("print('on')"))), ["on"]);
}

#[test]
fn a_cancel_ends_a_job() {
    let mut worker = shell("exec sleep 1000");
    let cancel = Cancel::new();
    worker.within(AGES, &cancel);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(Duration::from_millis(50));
            cancel.cancel();
        });
        assert_eq!(worker.run(&js("")), Err(Gone::Cancelled));
    });
}

/// Children that say what no worker says, and one that says nothing.
#[test]
fn hostile_children_are_ended() {
    for (what, script) in [
        ("dies at once", "exit 3"),
        ("kills itself", "kill -ABRT $$"),
        ("talks nonsense", "printf 'once upon a time there was a worker that did not'; sleep 1000"),
        ("announces 4 GB", "printf '\\377\\377\\377\\377'; sleep 1000"),
        ("never stops talking", "yes"),
        ("closes its mouth", "exec >&-; sleep 1000"),
        ("greets and dies", "printf '\\004\\000\\000\\000\\000\\000\\000\\000'; exit 0"),
        (
            "answers a script with databases",
            "printf '\\004\\000\\000\\000\\000\\000\\000\\000\\003\\000\\000\\000\\000\\000\\000'; sleep 1000",
        ),
        (
            "says that it was cancelled",
            "printf '\\004\\000\\000\\000\\000\\000\\000\\000\\002\\000\\000\\000\\001\\002'; sleep 1000",
        ),
    ] {
        let mut worker = shell(script);
        let outcome = worker.run(&js("print(1)"));
        assert!(matches!(outcome, Err(Gone::Died(_))), "{what}: {outcome:?}");
    }
    let mut deaf = shell("exec sleep 1000");
    deaf.within(Duration::from_millis(200), &Cancel::new());
    let long = js(&"x".repeat(8 << 20));
    assert_eq!(deaf.run(&long), Err(Gone::Stopped), "a child that does not read");
    let mut none = Remote::of(PathBuf::from("/no/such/program"), Vec::new(), AGES);
    assert!(matches!(none.run(&js("")), Err(Gone::Machine(_))));
}

#[test]
fn a_memory_bomb_is_the_childs_own_affair() {
    let mut worker = worker();
    let bomb = "const all = []; for (;;) all.push(new ArrayBuffer(64 << 20), 'x'.repeat(1 << 20) + all.length);";
    match worker.run(&js(bomb)) {
        Ok(Done::Script(done)) => assert!(done.load.is_some()),
        Err(Gone::Died(_)) => {}
        other => panic!("contained, one way or the other: {other:?}"),
    }
    assert_eq!(printed(worker.run(&js("print('on')"))), ["on"]);
}

#[test]
fn starting_anew_leaks_neither_files_nor_folders() {
    let mut worker = shell("pwd >&2; exit 1");
    let _ = worker.run(&js(""));
    let (before, folders) = (open_files(), folders());
    for _ in 0..50 {
        assert!(worker.run(&js("")).is_err());
    }
    // Other tests of this process open and close files meanwhile.
    assert!(open_files() < before + 40, "{} open files, {before} before", open_files());
    assert!(self::folders() < folders + 40);
}

fn folders() -> usize {
    let Ok(entries) = std::fs::read_dir(std::env::temp_dir()) else { return 0 };
    entries.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with("sagabook-")).count()
}

#[test]
fn the_child_has_an_empty_folder_and_no_environment() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let note = folder.path().join("note");
    let mut worker = shell(&format!("{{ ls -A; env | cut -d= -f1 | sort | tr '\\n' ' '; }} > {}", note.display()));
    let _ = worker.run(&js(""));
    let note = std::fs::read_to_string(note).expect("the child wrote it");
    let names: Vec<&str> =
        note.split_whitespace().filter(|name| !["PWD", "_", "SHLVL", "OLDPWD"].contains(name)).collect();
    assert_eq!(names, ["TMPDIR"], "{note}");
}

#[test]
fn the_box_is_as_tight_as_the_system_can_make_it() {
    let said = worker().confinement().expect("the child says so");
    assert_eq!(said.limits, Force::Full);
    if cfg!(target_os = "linux") {
        assert_eq!(said.no_new_privileges, Force::Full);
        assert_eq!(said.calls, Force::Full);
    }
}

#[test]
fn a_refreshed_worker_is_another_process_only_after_a_job() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let count = folder.path().join("count");
    let mut worker = shell(&format!("echo x >> {}; exec sleep 1000", count.display()));
    worker.within(Duration::from_millis(300), &Cancel::new());
    worker.warm().expect("it starts");
    worker.refresh();
    let _ = worker.run(&js(""));
    let _ = worker.run(&js(""));
    let started = std::fs::read_to_string(count).expect("the children wrote it").lines().count();
    assert_eq!(started, 2, "one for each job, the first started ahead");
}

/// A workbook that is killed leaves no child that loops on.
#[test]
fn an_orphan_ends_in_the_middle_of_a_loop() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_sagabook"))
        .arg(ARGUMENT)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let job =
        postcard::to_stdvec(&js("let x = 3n ** 60000n; for (let i = 0; i < 1e9; i++) x * x * x;")).expect("plain");
    let mut stdin = child.stdin.take().expect("asked for");
    stdin.write_all(&u32::try_from(job.len()).expect("short").to_le_bytes()).expect("it reads");
    stdin.write_all(&job).expect("it reads");
    std::thread::sleep(Duration::from_millis(100));
    assert_eq!(child.try_wait().expect("a child"), None, "it works");
    drop(stdin);
    let deadline = Instant::now() + Duration::from_secs(10);
    while child.try_wait().expect("a child").is_none() {
        assert!(Instant::now() < deadline, "it still runs");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// What a subverted worker would try. Run by [`the_box_holds`] in a process of its own.
#[test]
fn from_inside_the_box() {
    if std::env::var_os(INSIDE).is_none() {
        return;
    }
    let before = std::fs::read("/etc/hostname").or_else(|_| std::fs::read("/etc/passwd")).is_ok();
    let force = sagabook::grade::worker::confine();
    let parent = rustix::process::getppid().expect("a parent");
    if force.calls == Force::Full {
        assert!(std::net::TcpListener::bind("127.0.0.1:0").is_err(), "no sockets");
        assert!(std::os::unix::net::UnixStream::pair().is_err(), "no sockets of this machine");
        assert!(Command::new("/bin/true").status().is_err(), "no programs");
        let signal = rustix::process::kill_process(parent, rustix::process::Signal::CONT);
        assert_eq!(signal, Err(rustix::io::Errno::PERM), "no signals");
        std::thread::scope(|scope| scope.spawn(|| ()).join()).expect("threads start as ever");
    }
    if force.files != Force::Absent {
        assert!(before, "there is something to read outside");
        assert!(std::fs::read("/etc/passwd").is_err(), "nothing is read outside");
        assert!(std::fs::write("/tmp/sagabook-was-here", "x").is_err(), "nothing is written outside");
        assert!(std::fs::read_dir("..").is_err(), "nor listed");
    }
    std::fs::write("inside", "x").expect("its own folder is its own");
    std::fs::write("held", "").expect("the test outside reads it");
}

const INSIDE: &str = "SAGABOOK_TEST_INSIDE";

#[test]
fn the_box_holds() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let done = Command::new(std::env::current_exe().expect("this test"))
        .args(["--exact", "from_inside_the_box", "--nocapture", "--test-threads=1"])
        .env(INSIDE, "1")
        .current_dir(folder.path())
        .output()
        .expect("it starts");
    let held = done.status.success() && folder.path().join("held").exists();
    assert!(held, "{}", String::from_utf8_lossy(&done.stdout) + String::from_utf8_lossy(&done.stderr));
}
