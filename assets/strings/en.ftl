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

## tui-home

## tui-reader

## tui-workbench

## doctor
