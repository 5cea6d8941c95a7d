//! A wrong answer, its story, and the right one.

use super::terminal::{CTRL_Q, CTRL_S, ENTER, ESC, RIGHT, Terminal};

const WRONG: &str = include_str!("../../exercises/06-data-consistency/outbox/wrong/new-id-each-time/orders.js");
const MENDED: &str = include_str!("../../exercises/06-data-consistency/outbox/solution/orders.js");
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
        // The story stands at its violation, with the rows of both services: one order, and a second charge for it.
        let stands_at_the_violation = |screen: &vt100::Screen| {
            let charges = rows(screen, "payments.charges", 2);
            rows(screen, "orders.orders", 1).iter().all(|row| row.contains(" 7  BK-7 "))
                && charges.iter().all(|row| row.contains(" 7 "))
                && charges.iter().map(|row| row.starts_with("+ ")).eq([false, true])
                && is_broken(screen)
        };
        terminal.keys(CTRL_T).shows(twice).until("the two rows", stands_at_the_violation);
        let there = head(terminal.screen.screen());
        // Back to the fault, where all is still true; and from there step by step.
        terminal.keys("[").until("all still true at the fault", |screen| !is_broken(screen));
        let mut steps = 0;
        while head(terminal.screen.screen()) != there {
            let here = head(terminal.screen.screen());
            terminal.keys(RIGHT).until("the next step", |screen| head(screen) != here);
            steps += 1;
        }
        assert!(steps > 5, "{steps}");
        terminal.until("the two rows", stands_at_the_violation);
        terminal.keys("[").until("the fault", |screen| !is_broken(screen));
        terminal.keys("i").until("the two rows again", stands_at_the_violation);
        terminal.keys(ESC).shows(failed);
        terminal.keys(CTRL_A).keys(&format!("\x1b[200~{MENDED}\x1b[201~")).shows("row.event_id }").keys(CTRL_S);
        terminal.shows(passed).keys(CTRL_Q);
        assert!(terminal.ended().success());
    }
}

/// The state's side of a line of the screen, where there is one.
fn beside(line: &str) -> Option<&str> {
    Some(line.rsplit_once("││ ")?.1.trim_end_matches(['│', '┃']))
}

/// The first rows of a table beside the story; none before it is drawn.
fn rows(screen: &vt100::Screen, table: &str, count: usize) -> Vec<String> {
    let lines = screen.contents();
    let mut lines = lines.lines().filter_map(beside).skip_while(|line| !line.starts_with(table)).skip(2);
    let rows: Vec<String> = lines.by_ref().take(count).map(str::to_owned).collect();
    if rows.len() < count { vec![String::new()] } else { rows }
}

/// `The event that never left · schedule 1hc… step 23 of 30  1 fault`
fn head(screen: &vt100::Screen) -> String {
    screen.contents().lines().next().unwrap_or_default().to_owned()
}

/// Whether the checks say that one is broken.
fn is_broken(screen: &vt100::Screen) -> bool {
    screen.contents().contains("✘1")
}
