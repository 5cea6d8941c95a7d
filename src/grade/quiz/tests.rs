use crate::grade::testing::{exercise, graded};
use crate::grade::{Code, Outcome, Severity};

const QUIZ: &str = r#"
[task.quiz]
shuffle = true

[checks.tense.choice]
options = ["OrderPlaced", "PlaceOrder", "OrderStatus"]
right = "OrderPlaced"
also = ["OrderStatus"]

[checks.facts.multi]
options = ["a", "b", "c", "d"]
right = ["a", "c"]

[checks.in-order.order]
right = ["command", "decide", "append", "evolve"]

[checks.fits.match]
right = { event = "fact", command = "request", state = "fold" }
decoys = ["row"]

[checks.replayed.number]
right = 42
within = 0.5

[points]
facts = 4
in-order = 5
fits = 3
"#;

/// One entry of the answer and what its check comes to: points, then the codes of its findings.
#[test]
fn each_question_has_its_verdicts() {
    use Code::{Blank, UnknownOption, WrongNumber, WrongOption, WrongOrder, WrongPair, WrongPairs, WrongSet};
    let quiz = exercise(QUIZ, "\n");
    for (check, answer, points, codes) in [
        ("tense", "tense = \"OrderPlaced\"", 1, &[][..]),
        ("tense", "tense = \"OrderStatus\"", 1, &[]),
        ("tense", "tense = \"PlaceOrder\"", 0, &[WrongOption]),
        ("tense", "tense = \"orderplaced\"", 0, &[UnknownOption]),
        ("tense", "tense = [\"OrderPlaced\"]", 0, &[UnknownOption]),
        ("tense", "tense = 1979-05-27", 0, &[UnknownOption]),
        ("tense", "tense = \"\"", 0, &[Blank]),
        ("tense", "", 0, &[Blank]),
        ("facts", "facts = [\"c\", \"a\"]", 4, &[]),
        ("facts", "facts = [\"c\", \"a\", \"a\"]", 4, &[]),
        ("facts", "facts = [\"a\"]", 2, &[WrongSet]),
        ("facts", "facts = [\"a\", \"b\"]", 0, &[WrongSet, WrongOption]),
        ("facts", "facts = [\"a\", \"b\", \"c\"]", 2, &[WrongSet, WrongOption]),
        ("facts", "facts = [\"a\", \"b\", \"c\", \"d\"]", 0, &[WrongSet, WrongOption, WrongOption]),
        ("facts", "facts = [\"a\", \"e\"]", 0, &[UnknownOption]),
        ("facts", "facts = \"a\"", 0, &[UnknownOption]),
        ("facts", "facts = []", 0, &[Blank]),
        ("facts", "facts = [\"\"]", 0, &[Blank]),
        ("in-order", "in-order = [\"command\", \"decide\", \"append\", \"evolve\"]", 5, &[]),
        ("in-order", "in-order = [\"command\", \"append\", \"decide\", \"evolve\"]", 2, &[WrongOrder]),
        ("in-order", "in-order = [\"command\", \"decide\", \"append\"]", 3, &[WrongOrder]),
        ("in-order", "in-order = [\"command\", \"decide\", \"append\", \"evolve\", \"evolve\"]", 3, &[WrongOrder]),
        ("in-order", "in-order = [\"command\", \"commit\"]", 0, &[UnknownOption]),
        ("fits", "fits = { event = \"fact\", command = \"request\", state = \"fold\" }", 3, &[]),
        ("fits", "[fits]\nevent = \"fact\"\ncommand = \"row\"\nstate = \"\"", 1, &[WrongPairs, WrongPair]),
        (
            "fits",
            "fits = { event = \"fact\", command = \"fact\", state = \"fact\" }",
            1,
            &[WrongPairs, WrongPair, WrongPair],
        ),
        ("fits", "fits = { event = \"fact\", other = \"fold\" }", 0, &[UnknownOption]),
        ("fits", "fits = { event = \"nothing\" }", 0, &[UnknownOption]),
        ("replayed", "replayed = 42", 1, &[]),
        ("replayed", "replayed = 41.5", 1, &[]),
        ("replayed", "replayed = 0x2A", 1, &[]),
        ("replayed", "replayed = 43", 0, &[WrongNumber]),
        ("replayed", "replayed = nan", 0, &[WrongNumber]),
        ("replayed", "replayed = 99999999999999999999999", 0, &[WrongNumber]),
        ("replayed", "replayed = \"42\"", 1, &[]),
        ("replayed", "replayed = \"42 rows\"", 0, &[WrongNumber]),
    ] {
        let report = graded(&quiz, &[("answer.toml", answer)]);
        let done = report.checks.iter().find(|done| done.name == check).expect("the check is there");
        let found: Vec<Code> = done.findings.iter().map(|finding| finding.code).collect();
        assert_eq!((done.points, found.as_slice()), (points, codes), "{answer}");
        let passed = codes.is_empty();
        assert_eq!(done.outcome == Outcome::Passed, passed, "{answer}");
    }
}

#[test]
fn an_entry_of_another_form_is_told_which_is_wanted() {
    let english = crate::base::Strings::new(&crate::base::Lang::new("en").expect("a code"));
    for (answer, words) in [
        ("facts = \"a\"", "A list in square brackets is wanted, of a, b, c, d."),
        ("in-order = \"command\"", "A list in square brackets is wanted, of command, decide, append, evolve."),
        ("fits = [\"fact\"]", "A table is wanted, with an entry for each of event, command, state."),
        ("fits = { event = [\"fact\"] }", "One text in quotation marks is wanted, of fact, request, fold, row."),
        (
            "tense = [\"OrderPlaced\"]",
            "One text in quotation marks is wanted, of OrderPlaced, PlaceOrder, OrderStatus.",
        ),
        ("tense = \"Ordered\"", "“Ordered” is none of the options; they are OrderPlaced, PlaceOrder, OrderStatus."),
    ] {
        let report = graded(&exercise(QUIZ, "\n"), &[("answer.toml", answer)]);
        let entry = answer.split(' ').next().expect("an entry");
        let check = report.checks.iter().find(|check| check.name == entry).expect("its check");
        assert_eq!(crate::grade::words::finding(&check.findings[0], &english), words, "{answer}");
    }
}

#[test]
fn what_stands_in_an_order_twice_is_named() {
    let english = crate::base::Strings::new(&crate::base::Lang::new("en").expect("a code"));
    for (answer, words) in [
        (
            "[\"command\", \"decide\", \"append\", \"evolve\", \"decide\"]",
            "4 of 4 stand in their place, and “decide” stands there twice.",
        ),
        ("[\"command\", \"command\"]", "1 of 4 stands in its place, and “command” stands there twice."),
        ("[\"command\"]", "1 of 4 stands in its place; the others are not there."),
        ("[\"decide\"]", "0 of 4 stand in their place; the first that does not is “decide”."),
    ] {
        let report = graded(&exercise(QUIZ, "\n"), &[("answer.toml", &format!("in-order = {answer}"))]);
        let check = report.checks.iter().find(|check| check.name == "in-order").expect("its check");
        assert_eq!(crate::grade::words::finding(&check.findings[0], &english), words, "{answer}");
    }
}

#[test]
fn findings_stand_where_the_entry_stands() {
    let report =
        graded(&exercise(QUIZ, "\n"), &[("answer.toml", "tense = \"PlaceOrder\"\nfacts = [\n  \"a\",\n  \"b\",\n]\n")]);
    let lines: Vec<u32> =
        report.checks.iter().flat_map(|check| &check.findings).filter_map(|f| Some(f.at.as_ref()?.line)).collect();
    assert_eq!(lines, [1, 2, 4]);
}

#[test]
fn an_entry_that_nobody_asked_for_is_a_warning() {
    let report = graded(&exercise(QUIZ, "\n"), &[("answer.toml", "tens = \"OrderPlaced\"")]);
    let finding = report.findings.first().expect("a finding about the file");
    assert_eq!((finding.code, finding.severity), (Code::UnknownEntry, Severity::Warning));
}

#[test]
fn a_broken_file_skips_all_checks() {
    let report = graded(&exercise(QUIZ, "\n"), &[("answer.toml", "tense = ")]);
    assert_eq!(report.outcome, Outcome::Failed);
    assert_eq!(report.findings[0].code, Code::Syntax);
    assert!(report.checks.iter().all(|check| check.outcome == Outcome::Skipped));
}
