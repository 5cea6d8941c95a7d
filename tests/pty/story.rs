//! A wrong answer, its story, and the right one.

use super::terminal::{CTRL_Q, CTRL_S, ENTER, ESC, Terminal};

const WRONG: &str = include_str!("../../exercises/06-data-consistency/outbox/wrong/new-id-each-time/orders.js");
const RIGHT: &str = include_str!("../../exercises/06-data-consistency/outbox/solution/orders.js");
const CTRL_A: &str = "\x01";
const CTRL_T: &str = "\x14";

#[test]
fn the_story_of_a_wrong_answer_leads_to_the_right_one() {
    for (lang, title, failed, passed, twice) in [
        ("en", "The event that never left", "✘ 4 of 5", "✔ Passed", "✘ No order is charged twice"),
        ("ko", "떠나지 못한 이벤트", "✘ 검사 5개 중 4개", "✔ 통과", "✘ 어떤 주문도"),
    ] {
        let home = tempfile::tempdir().expect("a temporary folder");
        let mut terminal = Terminal::open(home.path(), lang, (132, 40), &[]);
        terminal.shows("sagabook").keys(":").keys(title).keys(ENTER).shows("orders.js");
        terminal.keys(CTRL_A).keys(&format!("\x1b[200~{WRONG}\x1b[201~")).shows("ctx.uuid() }").keys(CTRL_S);
        terminal.shows(failed);
        // The story stands at its violation: two rows where one should be, the second of them new.
        terminal.keys(CTRL_T).shows(twice).until("the two rows", |screen| {
            let lines: Vec<String> = screen.contents().lines().map(str::to_owned).collect();
            let title = lines.iter().position(|line| line.contains("payments.charges"));
            let rows = title.map(|at| &lines[at + 2..at + 4]).unwrap_or_default();
            rows.iter().all(|row| row.contains(" 7 ")) && rows.iter().any(|row| row.contains("+ "))
        });
        // Back to the fault, and on to the violation step by step.
        let broken = |screen: &vt100::Screen| screen.contents().contains("✘1");
        terminal.keys("[").until("all still true at the fault", |screen| !broken(screen));
        terminal.keys("i").until("the violation", broken);
        terminal.keys(ESC).shows(failed);
        terminal.keys(CTRL_A).keys(&format!("\x1b[200~{RIGHT}\x1b[201~")).shows("row.event_id }").keys(CTRL_S);
        terminal.shows(passed).keys(CTRL_Q);
        assert!(terminal.ended().success());
    }
}
