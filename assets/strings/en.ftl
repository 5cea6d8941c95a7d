### The words of the program, English. One message per id; the same ids stand in every language's file.
### Keep each area's messages in its section, in the same order in every file.

## units

unit-minutes = { $n } min

## finding: what a check found (one `finding-CODE` per finding code)

## finding: files, loading, machine

finding-missing-file = The file `{ $file }` is not there; the exercise asks for it.
finding-unknown-file = `{ $file }` is not one of the exercise's files; move it out of the answer.
finding-not-text = `{ $file }` is not UTF-8 text, or holds a NUL character; save it as UTF-8.
finding-too-large = `{ $file }` is larger than { $limit }, the most that an answer's file may have.
finding-not-a-file = `{ $file }` is a link, a pipe, a device or a folder; a regular file is wanted.
finding-unknown-entry = Nothing asks for the entry `{ $entry }`; the entries are { $entries }.
finding-no-answer = There is no answer to this exercise yet.
finding-syntax = `{ $file }` does not parse: { $message }.
finding-load = `{ $file }` cannot be loaded: { $message }.
finding-fuel = { $what } was stopped because it did more work than any right answer needs; look for a loop or a join that does not end.
finding-memory = { $what } was stopped because it used more memory than it may; look for something that grows without end.
finding-stack = { $what } was stopped because its calls were nested too deep; look for a recursion that does not end.
finding-output = { $what } was stopped because it produced more than { $limit }.
finding-did-not-stop = The answer did not stop and was ended, while the solution takes a moment; look for a loop that does not end.
finding-crashed = The answer ended the process that ran it ({ $why }), while the solution does not.
finding-not-allowed = { $what } is not allowed here.
finding-machine = This answer could not be graded, and it is not the answer's fault: { $why }.

## finding: sql

## finding: events and code

## finding: quiz

finding-blank = There is no answer at `{ $entry }` yet.
finding-unknown-option = `{ $option }` is none of the options; they are { $options }.
finding-wrong-option = `{ $option }` does not fit here.
finding-wrong-set = { $wrong ->
    [0] No mark is wrong
    [one] One mark is wrong
   *[other] { $wrong } marks are wrong
}, { $missing ->
    [0] and none is missing
    [one] and one is missing
   *[other] and { $missing } are missing
}; each wrong mark takes a right one away.
finding-wrong-order = { $found ->
    [too-few] { $right } of { $all } stand in their place; the others are not there.
   *[other] { $right } of { $all } stand in their place; the first that does not is `{ $first }`.
}
finding-wrong-pairs = { $right } of { $all } pairs fit.
finding-wrong-pair = `{ $value }` does not go with `{ $key }`.
finding-wrong-number = { $side ->
    [above] { $given } is too much.
    [below] { $given } is too little.
   *[other] A number is wanted; `{ $given }` is none.
}

## finding: design

finding-left-over = { $count ->
    [one] There is no entry for { $members }.
   *[other] { $count } have no entry: { $members }.
}
finding-torn-apart = { $members } belong together, but were given to { $values }.
finding-lumped-together = { $members } must be apart, but all were given to `{ $value }`.
finding-too-many = `{ $value }` has { $count } of them ({ $members }); at most { $most } may be in one place.
finding-too-much = `{ $value }` has { $percent } percent of the whole ({ $members }); at most { $most } may be in one place.
finding-not-one-of = `{ $value }` does not do for `{ $key }`.
finding-wrong-reason = `{ $reason }` is no reason to choose `{ $value }` for `{ $key }`.
finding-policy-differs = { $wanted ->
    [allow] `{ $role }` needs { $operation } on `{ $target }`, and the policy refuses it
   *[other] `{ $role }` must not have { $operation } on `{ $target }`, and the policy allows it
} ({ $count ->
    [one] one kind of request is decided otherwise than wanted
   *[other] { $count } kinds of requests are decided otherwise than wanted
}).
finding-traded = `{ $value }` for `{ $key }` can be defended, as can `{ $other }`, which the solution shown takes; each gives something up for something else.

## course: what is wrong in a pack (one `pack-CODE` per kind of problem)

## layout

layout-note = Note
layout-tip = Tip
layout-warning = Warning
layout-misconception = Common misconception
layout-run = Run
layout-running = Running…
layout-rows = { $n ->
    [one] { $n } row
   *[other] { $n } rows
}
layout-nothing = Done; no rows to show.
layout-line = line { $n }
layout-predict = First a guess
layout-quiz = Question
layout-exercise = Exercise

## progress: answers and their store

progress-fault-read-only =
    Progress cannot be saved: { $detail }.
    at { $path }
    Make the file and its folder writable, or name another folder with --home. Until then nothing of this session is kept but answer files.
progress-fault-full =
    Progress cannot be saved: the disk is full.
    at { $path }
    Free some space; the next save is tried again.
progress-fault-busy =
    Progress cannot be saved: another workbook holds the file.
    at { $path }
    Close the other workbook if it hangs; the next save is tried again.
progress-fault-damaged =
    The progress file is damaged: { $detail }.
    at { $path }
    Run `sagabook doctor`; it moves the file aside and keeps what can be read.
progress-fault-system =
    Progress cannot be saved: { $detail }.
    at { $path }
    Check the disk, or name another folder with --home.
progress-newer =
    The progress file is of a newer Sagabook (version { $found }; this one knows { $known }).
    at { $path }
    It is left as it is. Install the newer Sagabook; until then nothing of this session is kept but answer files.
progress-salvaged =
    The progress file was damaged. { $attempts ->
        [0] No attempt could be read of it.
        [one] One attempt was saved.
       *[other] { $attempts } attempts were saved.
    }
    the damaged file is now { $path }
    Nothing needs to be done; keep that file if you miss something.
progress-file-missing =
    There is nothing here.
    at { $path }
    Check the path.
progress-file-not-a-file =
    This is no regular file or folder.
    at { $path }
    Links, pipes and devices are not followed: put a plain file there.
progress-file-too-large =
    The file is larger than 1 MB.
    at { $path }
    An answer's file has at most 1 MB.
progress-file-not-text =
    The file is not UTF-8 text.
    at { $path }
    Save it as UTF-8.
progress-file-one-of-several =
    The answer has several files, and one was given.
    at { $path }
    Give the folder that holds them.
progress-file-system =
    { $detail }
    at { $path }
    Check the rights and the disk.

## cli: output of the commands, errors and notes

## verify: pack verify and pack new

verify-starter-code = The starter fails by `{ $code }`; it must load, and fail by a check.
verify-starter-passes = The starter passes; it must fail by a check.
verify-starter-no-check = No check of the starter fails ({ $found }); it must fail by a check.
verify-solution-fails = The solution fails with seed { $seed }: { $failed }.
verify-alternative-fails = `{ $answer }` fails with seed { $seed }: { $failed }. Make it right, or move it to `wrong`.
verify-wrong-passes = The wrong answer `{ $name }` passes with seed { $seed }; a check must catch it.
verify-wrong-set = The wrong answer `{ $name }` fails with seed { $seed } by { $failed }; [wrong] says { $declared }.
verify-wrong-twice = The wrong answers `{ $name }` and `{ $other }` fail alike, down to the evidence; one of them teaches nothing.
verify-check-untried = No wrong answer fails the check `{ $check }`; add one that it must catch.
verify-not-deterministic = `{ $answer }` was graded twice with seed { $seed }, and the reports differ.
verify-ungradable = `{ $answer }` cannot be graded with seed { $seed }: { $why }.
verify-block-differs = The block does not print what its `expect` says: it gives { $actual }.
verify-block-fails = The block fails: { $why }.

## tui: shared by all screens

key-open = open
key-open-long = open what is selected
key-continue = continue
key-continue-long = go on where you stopped
key-up = up
key-up-long = one up
key-down = down
key-down-long = one down
key-left = left
key-left-long = to the left
key-right = right
key-right-long = to the right
key-quit = quit
key-quit-long = leave Sagabook; what you typed is kept
key-choose = choose
key-choose-long = choose
key-follow = do it
key-follow-long = run, open or show what is marked
key-next-spot = mark
key-next-spot-long = mark the next thing that can be run, opened or shown
key-previous-spot = mark back
key-previous-spot-long = mark the one before
key-page-down = page down
key-page-down-long = a page down
key-page-up = page up
key-page-up-long = a page up
key-top = beginning
key-top-long = to the beginning
key-bottom = end
key-bottom-long = to the end
key-next-section = section
key-next-section-long = to the next section
key-previous-section = section back
key-previous-section-long = to the section before
key-run = run
key-run-long = run the block in sight
key-back = back
key-back-long = back to where you came from
key-check = check
key-check-long = save and check the answer
key-hint = hint
key-hint-long = the next hint
key-solution = solution
key-solution-long = see the solution
key-reset = reset
key-reset-long = archive the answer and begin again
key-pane = pane
key-pane-long = to the next pane: task, answer, verdict
key-pane-before = pane back
key-pane-before-long = to the pane before
key-file = file
key-file-long = to the next file of the answer
key-undo = undo
key-undo-long = take back the last change
key-redo = redo
key-redo-long = do it again
key-copy = copy
key-copy-long = copy the selection (Shift and arrows select)
key-cut = cut
key-cut-long = cut the selection
key-paste = paste
key-paste-long = put in what was copied here
key-value-before = before
key-value-before-long = the value before
key-raise = move up
key-raise-long = move the item up
key-lower = move down
key-lower-long = move the item down
key-proceed = go on
key-proceed-long = go on: to the answer, or after passing to what comes next
key-yes = yes
key-yes-long = yes
key-no = no
key-no-long = no
key-close = close
key-close-long = close this window
key-keys = keys
key-keys-long = the keys of this screen
key-language = 한국어
key-language-long = 한국어로 보기 (the other language)
place-home = Home
place-reader = Lesson
place-question = Question in the text
place-workbench = Exercise
place-editor = Editor
place-form = Answer
place-pane = Task and verdict
place-popup = Window
place-confirm = Question
place-everywhere = Everywhere
help-title = Keys
term-taught = ↵ Taught in: { $title }
confirm-solution = Solution
confirm-solution-words = You have not tried yet. See the solution all the same? It will be marked as seen; points do not change.
confirm-reset = Reset
confirm-reset-words = Put your answer into the archive and begin again from the starter?
confirm-take-file = Two versions
confirm-take-file-words = The file was changed outside after you began to type here. Take the file? With “no” your text stays in the editor and the next check saves it over the file.
solution-title = Solution

## tui-home

home-language = English · 한국어
home-chapters = Chapters
home-lessons = Lessons
home-exercises = Exercises
home-lesson = lesson
home-exercise = exercise
home-start = Start
home-continue = Continue
home-all-done = Everything here is done.
home-nothing = There is nothing to read: the pack has no chapters.

## tui-reader

reader-end = This is the end of the lesson.
reader-next = Next: { $title }
reader-guess-first = Guess first: press a letter. Or run again without a guess.
run-fuel = It does not end: stopped after its share of work.
run-memory = It used up its memory.
run-stack = Too many calls inside one another.
run-output = Too much output.
run-failed = It could not be run.
run-stopped = It did not stop and was ended.
run-cancelled = Cancelled.
run-machine = It could not be run: { $why }

## tui-workbench

workbench-task = Task
workbench-verdict = Verdict
workbench-attempts = { $n ->
    [one] { $n } attempt
   *[other] { $n } attempts
}
workbench-hints = { $n ->
    [one] { $n } hint
   *[other] { $n } hints
}
workbench-solution-seen = solution seen
workbench-hint = Hint { $n } of { $all }
workbench-no-more-hints = There are no more hints. F4 shows the solution.
workbench-was-reset = Begun again. The answer of before is in the archive.
verdict-none = Not checked yet. Ctrl-S saves and checks.
verdict-running = Checking…
verdict-passed = Passed: { $points } of { $max } points
verdict-failed = { $done } of { $all } checks pass
verdict-ungradable = Could not be graded. This costs you nothing.
verdict-cases = { $cases ->
    [one] judged on { $cases } case
   *[other] judged on { $cases } cases
}
verdict-at = { $file }, line { $line }, column { $column }
verdict-given = Given: { $table }
verdict-expected = Expected { $dataset }
verdict-yours = Yours
verdict-rows = Rows that must not be
verdict-no-rows = no rows
verdict-more-rows = { $n ->
    [one] and { $n } more row
   *[other] and { $n } more rows
}
verdict-history = Given
verdict-no-events = no events
verdict-when = When
verdict-plan = Plan
verdict-order = In the order { $order }
verdict-explained = explained in: { $title }
verdict-next = Next: { $title }

## doctor
