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
finding-syntax = `{ $file }` does not parse: { toml-fault }.
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

finding-statement-failed = A statement { $script ->
    [none] {""}
   *[other] of { $script }{" "}
}failed { $kind ->
    [shown] on the rows shown
    [generated] on generated dataset { $number }
   *[other] here
}: { $message }.
finding-not-refused = { $how ->
    [failed] `{ $statement }` must be refused by a constraint, but failed for another reason: { $why }.
   *[other] `{ $statement }` must be refused, and was accepted.
}
finding-wrongly-refused = `{ $statement }` must be accepted, and was not: { $why }.
finding-no-rows = `{ $file }` has no SELECT whose rows could be compared.
finding-rows-differ = `{ $file }` gives other rows than it should { $kind ->
    [shown] on the rows shown
    [generated] on generated dataset { $number }
   *[other] here
}: { $counts ->
    [same] the right number, but other values.
   *[other] { $given } came, { $wanted } were wanted.
}
finding-order-differs = The rows are right, but not their order, { $kind ->
    [shown] on the rows shown
    [generated] on generated dataset { $number }
   *[other] here
}.
finding-order-open = The result depends on the order in which the database happens to read rows, { $kind ->
    [shown] on the rows shown
    [generated] on generated dataset { $number }
   *[other] here
}; an ORDER BY must decide.
finding-columns-differ = The columns are { $actual }, where { $expected } were wanted.
finding-state-differs = Afterwards `{ $table }` holds other rows than it should { $kind ->
    [shown] on the rows shown
    [generated] on generated dataset { $number }
   *[other] here
}.
finding-no-table = Afterwards there is no `{ $table }`, and there must be.
finding-torn-state = Stopped after statement { $statement } of `{ $file }` { $run ->
    [1] {""}
   *[other] in run { $run }{" "}
}{ $kind ->
    [shown] on the rows shown
    [generated] on generated dataset { $number }
   *[other] here
}, what is committed breaks the rule.
finding-not-idempotent = { $way ->
    [changed] Run again after its source changed
    [cut] Run again after it was stopped at statement { $statement }
   *[other] Run a second time
}, { $how ->
    [fails] the script fails: { $message }.
   *[other] the script leaves other rows in `{ $table }` than it should.
}
finding-table-scan = The query reads `{ $table }` from end to end, where it must reach its rows by an index.
finding-foreign-table = The service `{ $service }` { $how ->
    [write] writes to
   *[read] reads
} `{ $table }`, which belongs to `{ $owner }`.
finding-bad-interleaving = With the statements of the two sessions in the order { $order }, the rows left break the rule.
finding-never-finishes = With the statements of the two sessions in the order { $order }, one of them loses every try and never finishes.
finding-open-transaction = A transaction was begun and never ended; with the end of the script it was rolled back.

## finding: events and code

finding-case-fails = Case { $case } of { $cases } comes out differently{ $alone ->
    [right] , but alone it comes out right: something is kept outside of the state, from one case to the next.
   *[wrong] .
}
finding-disagrees = { $over ->
    [call] `{ $function }` gives something else than the solution for these arguments.
    [alone] `{ $function }` gives something else when it is given only the state, in a module that has seen no event: it remembers something that is not in the state.
   *[history] { $events ->
        [0] At the start,
        [one] After one event,
       *[other] After { $events } events,
    } `{ $function }` gives something else than the solution.
}
finding-law-broken = { $how ->
    [changes-state] `{ $function }` changes the state that it is given; it must return a new one and leave the old one as it was.
    [changes-event] `{ $function }` changes the event that it is given; an event is a fact and stays as it was.
    [changes-input] `{ $function }` changes an argument that it is given; it must leave it as it was.
    [touches-state] `{ $function }` changes the state that it is given; it must leave it as it was.
    [changes-command] `{ $function }` changes the command that it is given; it must leave it as it was.
    [replay-deterministic] `{ $function }` makes another state of the same events when they are replayed.
    [ignores-unknown] `{ $function }` does not ignore an event of a type that it does not know.
    [snapshot-tail] A snapshot after { $cut ->
        [one] one event
       *[other] { $cut } events
    } and the events after it give another state than all events from the start.
    [duplicates] An event that comes twice in a row counts twice.
    [reordering] Two events of different streams give another result when they change places.
    [rebuild] The view rebuilt from nothing differs from the one that was kept up event by event.
    [upcast-chain] Upcasting version by version gives another event than upcasting at once.
    [upcast-fixed] Upcasting an event that is of the newest version already changes it.
    [commutative] `{ $function }(a, b)` and `{ $function }(b, a)` differ.
    [associative] `{ $function }` gives different results for ((a, b), c) and (a, (b, c)).
    [idempotent] `{ $function }` changes a result when it is applied to it again.
    [deterministic] `{ $function }` gives two results for the same arguments.
    [order-free] `{ $function }` gives another result when the items come in another order.
   *[holds] What must hold of the result of `{ $function }` does not hold.
}
finding-threw = { $how ->
    [refuses] `{ $function }` throws { $error }, but has nothing to refuse; only a decision can be refused.
   *[throws] `{ $function }` throws something that is no refusal: { $error }
}
finding-not-json = { $in ->
    [whole] What `{ $function }` gives
   *[part] In what `{ $function }` gives, `{ $path }`
} is not plain JSON: it is { $what ->
    [undefined] undefined; look for a missing `return`.
    [function] a function.
    [promise] a promise; the function must not be `async`.
    [not-a-number] NaN or an infinity.
    [bigint] a BigInt.
    [symbol] a symbol, or an object with a symbol for a key.
    [object] an object of a class, such as a Map, a Set or an Error.
    [proxy] a proxy.
    [hole] a hole in an array.
    [circular] something that refers to itself.
    [too-deep] nested deeper than { $depth } levels.
   *[half-character] a text with half a character.
}
finding-effects-differ = { $run ->
    [replay] On a replay, `{ $function }` sends { $sent ->
        [one] one message
       *[other] { $sent } messages
    }; { $most ->
        [0] none is allowed.
       *[other] at most { $most } are allowed.
    }
   *[live] Live, `{ $function }` sends something else than the solution.
}
finding-no-function = `{ $function }` is not exported, or is no function.

## finding: sim

finding-invariant-violated = After step { $step } of a story { story-faults }, rows are there that must never be.
finding-never-holds = { $how ->
    [time] In a story { story-faults }, this does not hold { $ms } ms after the last request, fault or end of an outage.
   *[rest] In a story { story-faults }, all has come to rest, and this still does not hold.
}
finding-not-reached = Where nothing goes wrong, this does not happen.{ $how ->
    [threw] {" "}There `{ $service }.{ $handler }` throws `{ $error }`.
    [silent] {" "}There nobody publishes a message.
    [wrote] {" "}There what is written last is `{ $table }`, at step { $last } of { $steps }.
   *[other] {""}
}
finding-over-budget = At step { $step } of a story { story-faults }, one run of `{ $handler }` { $how ->
    [calls] { story-exceeded-calls }
    [messages] { story-exceeded-messages }
    [rows] { story-exceeded-rows }
    [transaction] { story-exceeded-transaction }
   *[time] { story-exceeded-time }
}.
finding-history-broken = In a story { story-faults }, a client sees what it must not.
finding-not-shown = The story of this schedule does not show it{ $faults ->
    [0] {": nothing goes wrong in it"}
   *[other] {""}
}.
finding-bad-line = { $how ->
    [order] `{ $line }` stands after a line of a later step: write the lines in the order of the story.
    [same] `{ $line }`: something goes wrong before this step already. That is a step itself, so what comes next comes before a later one.
   *[form] `{ $line }` cannot be read: write `before STEP: FAULT`, such as `before 5: crash orders`.
}
finding-no-such-fault = Before step { $before } there is no `{ $what }`. { $how ->
    [ended] The story so far ends with step { $steps }.
    [spent] No more than { $most ->
        [one] one thing goes
       *[other] { $most } things go
    } wrong in one story.
    [nothing] Nothing can go wrong there.
   *[other] What can go wrong there: { $faults }.
}
finding-livelock = In a story { story-faults }, the same steps come again for ever: nothing ever comes to rest.
finding-not-settled = In a story { story-faults }, nothing has come to rest after { $how ->
    [time] { $ms } ms.
   *[steps] { $steps } steps.
}
finding-deadlock = In a story { story-faults }, handlers wait for each other for ever.
finding-misuse = In `{ $service }`, the handler `{ $handler }` { $how ->
    [not-awaited] ended before something that it asked for was answered: put `await` before every call of `ctx`, or gather several with `Promise.all` and await that.
    [did-not-stop] did more work than any right answer needs: look for a loop that does not end.
    [left-open] ended with a transaction open.
    [nested] began a transaction inside a transaction: use `tx` for the statements inside.
    [no-handler] is not there.
    [no-topic] published to a topic that nobody has declared.
    [no-service] called a service that is not there.
    [foreign-table] touched a table of another service: { $detail }.
    [not-allowed] ran a statement that no handler may run: { $detail }.
    [bad-statement] ran a statement that is wrong: { $detail }.
    [waits-for-ever] waits for something that never comes: await only what `ctx` gives.
    [no-part] asked for something that this service does not have: { $detail }.
    [bad-use] asked a part of the system for what it cannot do: { $detail }.
    [not-defined] used a name that nothing has here: { $detail }.
   *[does-not-load] could not be started: { $detail }.
}
story-faults = { $faults ->
    [0] without any fault{ $deviations ->
        [0] {""}
       *[other] {" "}(its steps in another order)
    }
    [one] with one fault (`{ $what }`)
   *[other] with { $faults } faults (`{ $what }`)
}

## exploration

explored-exhaustive = { $passed ->
    [yes] Holds in
   *[no] Tried:
} { $covered ->
    [none] every schedule
   *[other] all { $covered } schedules
} of { explored-workload } with { $faults } ({ $states ->
    [one] one state
   *[other] { $states } states
}).
explored-reduced = { $passed ->
    [yes] Holds in
   *[no] Tried:
} every schedule of { explored-workload } with { $faults }. Of schedules that nobody can tell apart one was tried: { $runs ->
    [one] one run
   *[other] { $runs } runs
}.
explored-sampled = { $passed ->
    [yes] Holds in
   *[no] Tried:
} { $runs ->
    [one] one run
   *[other] { $runs } runs
} drawn by chance from the schedules of { explored-workload } with { $faults } (seed { $seed }). The others were not tried.
explored-incomplete = A bound was reached before all schedules of { explored-workload } with { $faults } were tried: { $runs ->
    [one] one run was.
   *[other] { $runs } runs were.
}
explored-untimed = Anything may take any time.
explored-timed = Time was kept: only what the latencies allow was tried, and of a range the least and the most.
explored-workload = { $requests ->
    [one] one request
   *[other] { $requests } requests
}
explored-no-faults = no fault
explored-at-most = at most { $list }
explored-of = { $list }, at most { $n ->
    [one] one of them in a run
   *[other] { $n } of them in a run
}
fault-kind-crash = { $n ->
    [one] one crash
   *[other] { $n } crashes
}
fault-kind-pause = { $n ->
    [one] one pause
   *[other] { $n } pauses
}
fault-kind-down = { $n ->
    [one] one outage
   *[other] { $n } outages
}
fault-kind-duplicate = { $n ->
    [one] one duplicate
   *[other] { $n } duplicates
}
fault-kind-commit-refused = { $n ->
    [one] one refused commit
   *[other] { $n } refused commits
}
fault-kind-commit-unanswered = { $n ->
    [one] one commit whose answer is lost
   *[other] { $n } commits whose answers are lost
}
fault-kind-publish-unanswered = { $n ->
    [one] one publish whose answer is lost
   *[other] { $n } publishes whose answers are lost
}
fault-kind-request-lost = { $n ->
    [one] one lost request
   *[other] { $n } lost requests
}
fault-kind-reply-lost = { $n ->
    [one] one lost reply
   *[other] { $n } lost replies
}
fault-kind-call-late = { $n ->
    [one] one call done late
   *[other] { $n } calls done late
}
fault-kind-call-failed = { $n ->
    [one] one failed call
   *[other] { $n } failed calls
}
fault-kind-partition = { $n ->
    [one] one partition
   *[other] { $n } partitions
}
fault-kind-eviction = { $n ->
    [one] one eviction
   *[other] { $n } evictions
}
fault-kind-cache-down = { $n ->
    [one] one failure of the cache
   *[other] { $n } failures of the cache
}

## finding: quiz

finding-blank = There is no answer at `{ $entry }` yet.
finding-unknown-option = { $form ->
    [list-wanted] A list in square brackets is wanted, of { $options }.
    [table-wanted] A table is wanted, with an entry for each of { $options }.
    [text-wanted] One text in quotation marks is wanted, of { $options }.
   *[no-option] “{ $option }” is none of the options; they are { $options }.
}
finding-wrong-option = “{ $option }” does not fit here.
finding-wrong-set = { $wrong ->
    [0] No mark is wrong
    [one] One mark is wrong
   *[other] { $wrong } marks are wrong
}, { $missing ->
    [0] and none is missing
    [one] and one is missing
   *[other] and { $missing } are missing
}; each wrong mark takes a right one away.
finding-wrong-order = { $right } of { $all } { $right ->
    [one] stands in its place
   *[other] stand in their place
}{ $found ->
    [twice] , and “{ $first }” stands there twice.
    [too-few] ; the others are not there.
   *[other] ; the first that does not is “{ $first }”.
}
finding-wrong-pairs = { $right } of { $all } pairs fit.
finding-wrong-pair = “{ $value }” does not go with “{ $key }”.
finding-wrong-number = { $side ->
    [above] { $given } is too much.
    [below] { $given } is too little.
   *[other] A number is wanted; `{ $given }` is none.
}

## finding: design

finding-left-over = { $count ->
    [one] { $members } is not filled in yet.
   *[other] { $count } are not filled in yet: { $members }.
}
finding-torn-apart = { $members } belong together, but were given to { $values }.
finding-lumped-together = { $members } must be apart, but all were given to `{ $value }`.
finding-too-many = `{ $value }` has { $count } of them ({ $members }); at most { $most } may be in one place.
finding-too-much = `{ $value }` has { $percent } percent of the whole ({ $members }); at most { $most } may be in one place.
finding-not-one-of = `{ $value }` does not do for `{ $key }`{ $how ->
    [unknown] ; there are { $choices }.
    [grant] : write an operation and, after a space, one table, view or column that there is; `DELETE` has no column.
    [joined] : this view joins several tables and can only be read, so the grant gives nothing. Grant it on a table.
   *[unfit] .
}
finding-wrong-reason = { $how ->
    [choice] Nothing speaks for `{ $value }` for `{ $key }`; there are reasons for { $choices }.
   *[reason] “{ $reason }” is no reason to choose `{ $value }` for `{ $key }`.
}
finding-policy-differs = { $wanted ->
    [allow] `{ $role }` needs { $operation } on `{ $target }`, and the policy refuses it
   *[other] `{ $role }` must not have { $operation } on `{ $target }`, and the policy allows it{ $through ->
        [none] {""}
       *[other] {" "}through `{ $through }`
    }
}{ $count ->
    [one] {""}
   *[other] {" "}({ $count } such requests in all)
}.
finding-traded = `{ $value }` for `{ $key }` can be defended, as can `{ $other }`, which the solution shown takes; each gives something up for something else.

## course: what is wrong in a pack (one `pack-CODE` per kind of problem)

toml-fault = { $how ->
    [duplicate-key] this key is there twice
    [missing-value] a value is missing
    [unquoted] a value is wanted, and a text stands in quotation marks
    [quote] a quotation mark is missing
    [unclosed] a bracket is not closed
    [comma] a comma is missing
    [extra-comma] there is a comma too many
    [equals] there is an = too many
    [no-equals] there is a key without = and a value
    [key] this cannot be a key
    [dots] there are too many dots in this line
   *[other] { $message }
}
pack-after =
    No check named “{ $name }” stands before this one.
    Name an earlier check.
pack-amount =
    “{ $field }” must be a number that is not negative.
    Write 0 or more.
pack-by =
    `by` and `compare = "ordered"` go together.
    Name the columns of the order, or compare in another way.
pack-callout =
    There is no callout “{ $kind }”.
    Write NOTE, TIP, WARNING or MISCONCEPTION.
pack-case =
    This is no case.
    Write `when` and one of `then` and `refused`, or `state` alone.
pack-case-type =
    A command or event of this case has no `type`.
    Give each a `type`, which is a text.
pack-check-of-other-kind =
    The check type “{ $field }” belongs to exercises of kind { $kind }.
    Here these may stand: { $allowed }.
pack-check-types =
    The check “{ $name }” has more than one type.
    Split it into checks of one type each ({ $allowed }).
pack-check-unwatched =
    No wrong answer fails the check “{ $name }”.
    Add one under wrong/ and name it in [wrong].
pack-check-without-type =
    The check “{ $name }” has no type.
    Write [checks.{ $name }.TYPE] with one of { $allowed }.
pack-cycle =
    “{ $id }” requires “{ $other }”, which in the end requires “{ $id }”.
    Take one of them out.
pack-database-name =
    “{ $name }” is no name for a database.
    Use lower-case letters, digits and _; main, temp and before are taken.
pack-dead-link =
    The link “{ $to }” leads nowhere.
    Write a lesson, lesson#section, #section, an exercise or an https address.
pack-dead-section =
    The link “{ $to }” names no section of that lesson.
    It has: { $allowed }.
pack-decoy-fits =
    “{ $name }” is a right value, so it is no decoy.
    Take it out.
pack-duplicate-id =
    The id “{ $id }” is taken by { $other }.
    Choose another.
pack-duplicate-section =
    Two headings have the id “{ $id }”.
    Give one another id.
pack-duplicate-key =
    This key is there twice.
    Take one out, or put both into one.
pack-empty-list =
    “{ $field }” is empty.
    Name at least one.
pack-empty-text =
    The text “{ $field }” is blank.
    Write it.
pack-expect-alone =
    This `expect` block is about nothing.
    Put it right under the `sql run` or `js run` block that it is about, once.
pack-expect-uneven =
    The lines of `expect` have different numbers of cells.
    Name the columns in the first line, and give each further line as many cells, separated by " | ".
pack-extra-file =
    The file “{ $path }” is no part of the answer.
    Take it out, or name it in `files` (now: { $allowed }).
pack-extra-key =
    Nothing is called “{ $key }” in exercise.toml.
    Take the key out, or name it right ({ $allowed }).
pack-fence =
    “{ $info }” is no kind of block.
    Write a language alone, or one of { $allowed }.
pack-few-datasets =
    { $count } datasets are too few to tell answers apart.
    Give `rows` at least { $least } numbers.
pack-few-histories =
    { $count } are too few to prove anything.
    Ask for at least { $least }.
pack-found = { $kind ->
    [text] the text { $value }
    [number] the number { $value }
    [truth] { $value }
    [list] a list
    [table] a table
   *[other] { $value }
}
pack-format =
    This program reads format 1, not { $found }.
    Write format = 1, or install a newer version of the program.
pack-from =
    “{ $name }” is made by no column before this one.
    Move it down, or take one of { $allowed }.
pack-front-differs =
    “{ $field }” is not the same as in { $other }.
    Make them equal.
pack-handler =
    “{ $name }” names no handler.
    Write `service.handler`.
pack-heading-attributes =
    These attributes are none of a heading.
    After a heading only an id and `teach` may stand: {"{"}#id teach=concept.id{"}"}.
pack-heading-level =
    A heading of this level does not stand here.
    Write two to four #; the title is in the front matter.
pack-heading-without-id =
    This heading has no id.
    Write {"{"}#id{"}"} after its words.
pack-headings-differ =
    The headings differ from { $other }: there { $wanted }, here { $found }.
    Give both languages the same headings, with the same ids and `teach`.
pack-history =
    “{ $path }” is no JSON array of events that each have a `type`: { $why }
    Make it one.
pack-home-does-not-teach =
    “{ $lesson }” is the home of the concept “{ $id }” and does not teach it.
    Name it in `concepts` and in a heading's `teach`.
pack-html =
    HTML is not shown.
    Write Markdown.
pack-id-differs =
    The id “{ $id }” and the folder “{ $folder }” differ.
    Make them equal, the folder's number aside.
pack-invalid =
    This cannot be: { $why }
    Put it right; docs/authoring.md says what may stand here.
pack-law-of-other-kind =
    This law is not for exercises of this kind.
    Take it out, or choose another.
pack-least-most =
    In “{ $field }” the least is more than the most.
    Write the least first: [5, 20].
pack-link =
    “{ $path }” is a symbolic link.
    Put the file itself there.
pack-listed-twice =
    “{ $id }” is named twice.
    Take one out.
pack-live-differs =
    The live blocks differ from { $other }: there { $wanted }, here { $found }.
    Give both languages the same blocks in the same order.
pack-live-in-text =
    A block “{ $info }” belongs to lessons, not to the texts of an exercise.
    Take it out, or move it to a lesson.
pack-live-nested =
    A block “{ $info }” stands in a list, a quotation or a callout.
    Put it outside.
pack-missing-field =
    “{ $field }” is missing.
    Add it.
pack-missing-file =
    The file “{ $path }” is missing.
    Add it, or take its mention out.
pack-missing-key =
    “{ $key }” is missing from [{ $table }] in the language { $lang }.
    Add its text.
pack-name =
    “{ $name }” is no name.
    Use lower-case letters, digits and single hyphens, beginning with a letter.
pack-no-chapter =
    These exercises belong to no chapter.
    Add { $path }, or rename the folder.
pack-no-checks =
    There are no checks.
    Add at least one [checks.NAME.TYPE].
pack-no-database =
    There is no script for the database “{ $name }”.
    Add { $path } or { $shared }.
pack-no-events =
    Neither commands nor events are declared.
    Add [task.events.events] or [task.events.commands].
pack-no-front-matter =
    This lesson has no front matter.
    Begin it with TOML between two lines +++.
pack-no-language =
    The pack names no language.
    Write languages = ["en"].
pack-no-right-answer =
    The question has no right answer.
    Name at least one option in `right`.
pack-no-such-answer-file =
    “{ $name }” is none of the answer's files.
    There are: { $allowed }.
pack-no-such-check =
    There is no check “{ $name }”.
    There are: { $allowed }.
pack-no-such-column =
    No column “{ $name }” is generated.
    There are: { $allowed }.
pack-no-such-command =
    No command “{ $name }” is declared.
    There are: { $allowed }.
pack-no-such-concept =
    There is no concept “{ $id }” in concepts.toml.
    Add it there, or name another.
pack-no-such-database =
    There is no database “{ $name }”.
    There are: { $allowed }.
pack-no-such-exercise =
    There is no exercise “{ $id }”.
    Name one that is there.
pack-no-such-function =
    No function “{ $name }” is declared in `inputs`.
    There are: { $allowed }.
pack-no-such-lesson =
    There is no lesson “{ $id }”.
    Name one that is there.
pack-no-such-member =
    “{ $name }” is no member of the set.
    There are: { $allowed }.
pack-no-such-option =
    “{ $name }” is none of the options.
    There are: { $allowed }.
pack-no-such-requirement =
    There is no lesson or exercise “{ $id }” to require.
    Name one that is there.
pack-no-such-rows =
    No step gives rows named “{ $name }”.
    There are: { $allowed }.
pack-no-such-service =
    “{ $name }” is neither a database nor a service of the task.
    There are: { $allowed }.
pack-no-such-set =
    There is no set “{ $name }”.
    There are: { $allowed }.
pack-no-such-shape =
    There is no table “{ $name }” in `shape`.
    There are: { $allowed }.
pack-no-such-table =
    No script makes a table “{ $name }”.
    There are: { $allowed }.
pack-no-text =
    “{ $field }” has no text in the language { $lang }.
    Add it.
pack-not-a-file =
    “{ $path }” is no regular file.
    Put a plain file there.
pack-not-listed =
    The exercise “{ $id }” has a folder and is not in `exercises`.
    Add it there.
pack-not-practised =
    The chapter “{ $chapter }” is complete and no exercise practises the concept “{ $id }”.
    Name it in an exercise's `concepts`.
pack-not-taught =
    No heading teaches the concept “{ $id }”.
    Add teach={ $id } to the heading that does.
pack-not-text =
    “{ $path }” is not UTF-8 text.
    Save it as UTF-8.
pack-one-line =
    “{ $field }” has more than one line.
    Write one line of text.
pack-one-toml =
    An answer of this kind is one file that ends in .toml.
    Name just that file in `files`.
pack-only-timed =
    “{ $field }” says nothing where no time is kept.
    Write time = "timed" in `[task.sim]`, or take it out.
pack-particle =
    “{ $found }” has the wrong particle.
    Write “{ $wanted }”.
pack-path =
    “{ $path }” does not stay in its folder.
    Write a plain path inside it.
pack-picture =
    Pictures are not shown.
    Draw with characters in a `diagram` block.
pack-plan =
    The check asks nothing of the plan.
    Write `no-scan` or `searched`.
pack-predicate =
    “{ $name }” names no predicate.
    The law `holds` takes given = "file.js#function", a file of given/.
pack-predict-alone =
    This `predict` block is about nothing.
    Put it right before the `sql run` or `js run` block that it is about.
pack-question-options =
    The question has { $count } options.
    Write two to six.
pack-question-without-right =
    No option is right.
    Add right = true to one.
pack-range =
    “{ $field }” is out of its range.
    Write a number from { $from } to { $to }.
pack-section-id =
    “{ $id }” is no id.
    Use lower-case letters, digits and single hyphens, beginning with a letter.
pack-service-name =
    A service cannot be called “{ $name }”.
    Use small letters, digits and `_`; `world`, `broker`, `main` and `temp` are taken.
pack-stray =
    Nothing asks for the file “{ $path }”.
    Take it out, or put it where it belongs.
pack-table-form =
    “{ $name }” does not say of which database it is.
    Write it as database.table.
pack-takes =
    No step before this one gives rows named “{ $name }”.
    There are: { $allowed }.
pack-teach-unlisted =
    The heading teaches “{ $id }”, which `concepts` in the front matter does not name.
    Add it there.
pack-term =
    Here [[ or ]] is no glossary term.
    Close it, and in a table write the bar as \|.
pack-three-hints =
    There are { $count } hints, not three.
    Write them from a nudge to nearly the answer.
pack-toml =
    This is no TOML: { toml-fault }.
    Put this line right.
pack-too-deep =
    Lists, quotations or marks lie too deep within one another.
    Use fewer levels.
pack-too-large =
    “{ $path }” has { $bytes } bytes; a file of a pack has at most 1,000,000.
    Make it smaller, or take it out.
pack-two-at-least =
    “{ $field }” has fewer than two entries.
    Name at least two.
pack-two-sessions =
    The interleaving has { $count } sessions.
    Name two.
pack-uneven-rows =
    { $count } numbers here and { $wanted } in the table before.
    Give every table of a task as many datasets.
pack-unknown-field =
    There is no field “{ $field }” here.
    There are: { $allowed }.
pack-unknown-value =
    “{ $value }” cannot stand here.
    Write one of: { $allowed }.
pack-unreadable =
    “{ $path }” cannot be read: { $why }
    Check its rights and the disk.
pack-wanted = { $kind ->
    [text] a text
    [whole] a whole number
    [number] a number
    [truth] true or false
    [list] a list
    [table] a table
   *[other] { $value }
}
pack-was-taken =
    The former id “{ $id }” is taken by { $other }.
    Take it out.
pack-wrong-type =
    This is { $found } where { $wanted } is wanted.
    Write { $wanted }.
pack-wrong-unlisted =
    The wrong answer “{ $name }” is not in [wrong].
    Name there the checks that it fails.

## story: a trace told, on the screen, as text and in exports

story-clients = clients
story-broker = broker
story-starts = starts
story-restarts = starts again
story-asked = { $client } asks for { $what }
story-delivered = { $handler } gets { $what }
story-called = called: { $what }
story-ticked = { $handler } runs in its turn
story-goes-on = { $handler } hears what came of it and goes on
story-over = { $handler } is over
story-heard = { $client } hears what came of it
story-gave-up = { $what }: no reply in time, hears Timeout
story-done = done
story-acknowledges = acknowledged
story-again = again: { $what }
story-attempt = attempt { $n }: { $what }
story-overtakes = overtakes: { $what }
story-reads = reads { $what } → { $rows }
story-rows = { $n ->
    [0] no row
    [one] 1 row
   *[other] { $n } rows
}
story-fails = { $what } fails: { $why }
story-changes-nothing = { $what } changes no row
story-nothing-changed = commits, nothing changed
story-rollback = rolls back
story-refused = the commit is refused
story-throws = throws { $error }
story-publishes = publishes { $what }
story-calls = calls { $service }: { $what }
story-ends = ends
story-returns = returns { $value }
story-crash = crashes
story-crash-in = crashes during { $handler }
story-crash-after = crashes during { $handler }, after: { $what }
story-sent-twice = { $what } was sent twice
story-forgotten = it is forgotten that { $handler } was done: the message comes again
story-pause = pauses
story-pause-in = pauses in { $handler }
story-pause-after = pauses in { $handler }, after: { $what }
story-woke = wakes, and goes on where it was
story-down = { $service } is gone
story-up = { $service } is there again
story-parted = { $one } and { $other } cannot reach each other
story-healed = { $one } and { $other } reach each other again
story-unanswered = no answer to { $what }: done or not, nobody knows
story-commit-unanswered = committed, but hears Timeout
story-publish-unanswered = published, but hears Timeout
story-call-failed = { $what }: the call is refused, nothing is done
story-commit-refused = the next commit here will be refused
story-evicted = the cache drops { $key }
story-cache-down = the next use of the cache here will fail
story-request-lost = { $what }: the request is lost, the caller hears Timeout
story-reply-lost = { $what }: done, but the reply is lost: the caller hears Timeout
story-call-late = { $what }: hears Timeout, and the call is still on its way
story-broken = ✘ { $check }
story-holds-again = ✔ { $check }
story-rest = everything has come to rest
story-loop = steps { $first } to { $last } repeat for ever
story-bound = cut off after { $n } steps
story-horizon = the time is up
story-livelock = ✘ it never comes to rest
story-not-settled = ✘ it has not come to rest
story-exceeded-calls = { $n ->
    [0] makes a call, and may make none
    [one] makes more than 1 call
   *[other] makes more than { $n } calls
}
story-exceeded-messages = { $n ->
    [0] publishes a message, and may publish none
    [one] publishes more than 1 message
   *[other] publishes more than { $n } messages
}
story-exceeded-rows = { $n ->
    [0] reads a row, and may read none
    [one] reads more than 1 row
   *[other] reads more than { $n } rows
}
story-exceeded-transaction = does more than { $n ->
    [one] 1 thing
   *[other] { $n } things
} in a transaction
story-exceeded-time = takes longer than { $n } ms
story-not-awaited = does not wait for what it asked for
story-did-not-stop = does not stop
story-left-open = ends with a transaction open
story-nested = begins a transaction in a transaction
story-no-handler = there is no such handler
story-no-topic = there is no such topic
story-no-service = there is no such service
story-deadlock = ✘ handlers wait for each other for ever
story-foreign-table = uses a table of another service
story-not-allowed = runs a statement that is not allowed
story-bad-statement = runs a statement that is wrong
story-waits-for-ever = waits for something that never comes
story-does-not-load = the module does not load
story-no-part = asks for what the service does not have
story-bad-use = asks for what cannot be done
story-not-defined = uses a name that nothing has here
story-flight-message = { $what } to { $to }
story-flight-again = { $what } to { $to }, delivered { $n ->
    [one] once
   *[other] { $n } times
}, not acknowledged
story-flight-dead = { $what } to { $to }: put aside
story-flight-call = call of { $what } to { $to }
story-flight-late = call of { $what } to { $to }; the caller has given up
story-title = { $title } · schedule { $id }
story-adapted = This schedule was made for another answer or exercise; what found no place in it was passed over.
story-beginning = the beginning
story-no-rows = no rows
story-nothing-in-flight = nothing
story-nothing-there = nothing
story-asked-later = { $check } (asked in the end)
story-asked-elsewhere = { $check } (not asked of this story)

## layout

layout-note = Note
layout-tip = Tip
layout-warning = Warning
layout-misconception = Common misconception
layout-run = Run
layout-play = Play
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
settings-unknown =
    There is no setting “{ $key }”; there are: { $allowed }.
    Put the name right or take the line out.
settings-value =
    “{ $key }” cannot have this value; it can have: { $allowed }.
    Write one of them; until then it is as if the line were not there.
settings-unreadable =
    The settings cannot be read: this is no plain UTF-8 file of at most 64 KB.
    Put one there, or take it away.
settings-not-saved =
    The setting is in force but could not be saved: { $detail }.
    Make the data folder writable, or name another with --home.
keys-place =
    There is no place “{ $place }” with a table of actions; there are: { $allowed }.
    Put the name right or take it out.
keys-action =
    There is no action “{ $action }” in “{ $place }”; there are: { $allowed }.
    Put the name right or take the line out.
keys-list =
    The keys of “{ $action }” are a list of one or more.
    Write it like ["f5", "ctrl-g"].
keys-key =
    “{ $key }” is no key that a terminal sends.
    Write keys like "a", "G", "enter", "f5", "ctrl-s", "alt-x", "shift-tab".
keys-letter =
    “{ $key }” could not be typed here any more.
    Use a function key, or one with ctrl- or alt-.
keys-twice =
    “{ $key }” would do two things here: it is a key of “{ $action }” as well.
    Give one of them another key.
progress-import-refused =
    This is no export of Sagabook: { $why }
    at { $path }
    Nothing was imported. Give a file that `sagabook progress export` wrote.
progress-import-newer =
    This export has format { $found }; this Sagabook knows { $known }.
    at { $path }
    Nothing was imported. Install the Sagabook that wrote it.

## cli: output of the commands, errors and notes

cli-error = error:
cli-warning = warning:
cli-at = at { $path }
cli-yes = y yes
cli-no-home =
    There is no folder for progress and answers.
    in the environment of this program
    Name one with --home DIR or SAGABOOK_HOME.
cli-no-terminal = The workbook needs a terminal; without one use `sagabook --plain`, or `list`, `read`, `show` and `check` (see `sagabook --help`).
cli-nothing-found =
    Nothing has all of `{ $words }`.
    in the lessons, exercises and terms of this language
    Write fewer words, or a part of one.
cli-no-such =
    There is no { $kind ->
        [exercise] exercise
        [lesson] lesson
        [chapter] chapter
        [term] term
        [section] section
       *[command] command
    } `{ $name }`.
    in the packs that are open
    { $hint ->
        [near] Did you mean `{ $near }`?
       *[none] { $kind ->
            [term] `sagabook glossary` lists all.
            [command] `sagabook --help` lists all.
           *[other] `sagabook list` lists all.
        }
    }
cli-usage =
    { $kind ->
        [command] There is no command `{ $name }`.
        [option] There is no option `{ $name }` here.
        [argument] `{ $name }` is one too many here.
        [missing] { $name } is missing.
        [no-value] `{ $name }` needs a value.
        [value] `{ $other }` is no value for `{ $name }`.
        [conflict] `{ $name }` and `{ $other }` do not go together.
        [twice] `{ $name }` is given twice.
        [not-text] An argument is not UTF-8 text.
       *[other] { $name }
    }
    in: { $line }
    { $hint ->
        [near] Did you mean `{ $near }`?
        [values] Write one of: { $near }.
        [range] Write a number in { $near }.
        [number] Write a whole number.
        [lang] Write two or three lower-case letters, such as en or ko.
       *[none] `{ $help }` says what can be written.
    }
cli-is-an-exercise =
    `{ $name }` is an exercise, and no lesson.
    in the packs that are open
    `sagabook show { $name }` shows it.
cli-no-such-language =
    There is nothing in the language `{ $lang }`.
    given with --lang
    There are: { $there }.
cli-other-language = This text is not there in `{ $wished }`; it is shown in `{ $lang }`.
cli-lessons = Lessons
cli-exercises = Exercises
cli-files = Files
cli-checks = Checks
cli-passed-of = { $passed } of { $all } passed
cli-points = { $n ->
    [one] { $n } point
   *[other] { $n } points
}
cli-points-of = { $points } of { $all ->
    [one] { $all } point
   *[other] { $all } points
}
cli-cases = { $n ->
    [one] { $n } case
   *[other] { $n } cases
}
cli-no-stories =
    `{ $name }` is of kind { $kind } and has no stories.
    given as EXERCISE
    Name an exercise of kind sim; `sagabook list` shows them.
cli-bad-schedule =
    “{ $id }” is no id of a story{ $why ->
        [version] : it was made by another version
        [check-digit] : a character is mistyped
        [length] : it is cut off or too long
       *[character] : a character in it stands in no id
    }.
    given with --schedule
    Copy it again from what `sagabook check` prints.
cli-schedule = The story: `sagabook trace { $exercise }{ $answer } --schedule { $id }`
cli-init =
    { $folder } is a workspace with { $exercises ->
        [one] one exercise
       *[other] { $exercises } exercises
    } ({ $files ->
        [0] no new file
        [one] one new file
       *[other] { $files } new files
    }).
    In it, `sagabook check EXERCISE --watch` judges an answer whenever you save it.
cli-watch-is-text =
    --watch judges again and again, and only the text form can be read that way.
    given with --format
    Leave out one of the two.
cli-watching = Watching; Ctrl-C ends.
cli-no-answer =
    There is no answer to `{ $exercise }` yet.
    at { $folder }
    Begin with `sagabook init`, in the workbook, or give one with --answer.
cli-no-answers =
    There is no answer to judge.
    in this workspace and in the data folder
    Begin with `sagabook init`, in the workbook, or give answers with --answer DIR.
cli-answer-folder =
    Several answers need a folder that holds a folder per exercise.
    given with --answer
    Give a folder, or one exercise.
cli-draft-newer = `{ $file }` of `{ $exercise }` has unsaved changes in the workbook, which are not judged: save them there.
cli-explain = Read: sagabook read { $section }
cli-summary = { $passed } of { $all } exercises passed, { $points } of { $max } points.
cli-hint-more = One more: sagabook hint { $exercise } --next
cli-hint-last = That was the last hint. The solution: sagabook solution { $exercise }
cli-solution-untried = You have not checked a change of your own yet. Show the solution all the same? (y/N)
cli-reset = The starter is back; your answer is in { $archive }.
cli-reset-nothing = The starter is in place; there was no answer.
cli-progress = { $read }/{ $lessons } lessons read, { $passed }/{ $exercises } exercises passed, { $points }/{ $max } points
cli-exported = Wrote { $path }: { $attempts ->
    [one] one attempt
   *[other] { $attempts } attempts
}, { $answers ->
    [one] one answer
   *[other] { $answers } answers
}.
cli-imported = New here: { $attempts ->
    [one] one attempt
   *[other] { $attempts } attempts
}, { $answers ->
    [one] one answer
   *[other] { $answers } answers
}. Put into the archive beside your own: { $archived }.
cli-not-kept =
    Nothing can be kept here, so nothing was imported.
    in the data folder
    See the warning above.
cli-pack-not-empty =
    A new pack needs an empty folder.
    at { $path }
    Name one that is empty, or not there yet.
cli-pack-new = Now: sagabook pack verify { $path }
cli-verified = { $lessons ->
    [one] one lesson
   *[other] { $lessons } lessons
}, { $exercises ->
    [one] one exercise
   *[other] { $exercises } exercises
}, { $wrong ->
    [one] one wrong answer
   *[other] { $wrong } wrong answers
}, { $alternatives ->
    [one] one alternative
   *[other] { $alternatives } alternatives
}, { $gradings ->
    [one] one grading
   *[other] { $gradings } gradings
}: { $problems ->
    [0] everything is as it says
    [one] one problem
   *[other] { $problems } problems
}
cli-review-nothing = No cards to review today{ $kind ->
    [later] ; the next are due on { $day }.
   *[none] . Lessons read, questions answered wrongly and failed checks make some.
}
cli-review-turn = ↵ shows the answer, q ends
cli-review-rate = 1 again  2 hard  3 good  4 easy, q ends
cli-review-end = { $answered } answered, { $left } left for today.
review-due = { $n ->
    [one] 1 card to review today
   *[other] { $n } cards to review today
}
review-ask-concept = what is it?
review-ask-question = which is right?
review-ask-check = this failed once: what makes it true?

## verify: pack verify and pack new

verify-starter-code =
    The starter fails by `{ $code }`.
    It must load, and fail by a check.
verify-starter-passes =
    The starter passes.
    It must fail by a check.
verify-starter-no-check =
    No check of the starter fails ({ $found }).
    It must fail by a check.
verify-solution-fails =
    The solution fails with seed { $seed }: { $failed }.
    Put right the solution, or the check.
verify-alternative-fails =
    `{ $answer }` fails with seed { $seed }: { $failed }.
    Make it right, or move it to `wrong`.
verify-wrong-passes =
    The wrong answer `{ $name }` passes with seed { $seed }.
    A check must catch it.
verify-wrong-set =
    The wrong answer `{ $name }` fails with seed { $seed } by { $failed }; [wrong] says { $declared }.
    Make them equal.
verify-wrong-twice =
    The wrong answers `{ $name }` and `{ $other }` fail alike, down to the evidence.
    One of them teaches nothing: take it out.
verify-not-deterministic =
    `{ $answer }` was graded twice with seed { $seed }, and the reports differ.
    Please report it: this is a fault of the program.
verify-not-exhaustive =
    The solution is not explored to the end: { $states } states were not enough.
    Make the workload, the faults or the handlers smaller, raise `states`, or write `exhaustive = false`.
verify-ungradable =
    `{ $answer }` cannot be graded with seed { $seed }: { $why }.
    Put right what the exercise says of it.
verify-script =
    This SQL does not parse: { $why }.
    Put this line right.
verify-block-differs =
    The block does not print what its `expect` says: it gives { $actual }.
    Put right the block, or its `expect`.
verify-play-content =
    The answer { $answer } of { $exercise } cannot be read ({ $why }).
    Name an exercise, and one of its answers: solution, starter, wrong=NAME or alt=NAME.
verify-play-none =
    { $exercise } has no stories: it is no simulation, or this answer does not load.
    Name an exercise of kind sim.
verify-play-schedule =
    This schedule is no id, or was made for another answer.
    Run `sagabook check` on the answer and write the id that it prints; or write fails=CHECK.
verify-play-renamed =
    This schedule was made for another answer, or for the exercise as it was. For this answer its id is { $id }.
    Write that id, and see whether the story still tells what the lesson says.
verify-play-holds =
    This check holds for { $answer }: there is no story in which it fails.
    Name a check that the answer fails.
verify-block-fails =
    The block fails: { $why }.
    Put the block right, or leave out `run`.

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
key-follow = run, open
key-follow-long = run, open or show what is selected
key-next-spot = select
key-next-spot-long = select the next thing that can be run, opened or shown
key-previous-spot = select back
key-previous-spot-long = select the one before
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
key-card = card
key-card-long = what handlers have, and their JavaScript
key-solution = solution
key-solution-long = see the solution
key-attempts = attempts
key-attempts-long = look back at your attempts and compare them
key-attempt-take = take
key-attempt-take-long = put this attempt into the editor, in one step that can be taken back
key-attempt-mark = mark
key-attempt-mark-long = compare others with this attempt; once more, with the editor
key-reset = reset
key-reset-long = archive the answer and begin again
key-edit-outside = editor
key-edit-outside-long = save and edit the file in your own editor ($VISUAL or $EDITOR)
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
key-select-all = select all
key-select-all-long = select the whole text
key-copy = copy
key-copy-long = copy the selection (Shift and arrows select)
key-cut = cut
key-cut-long = cut the selection
key-paste = paste
key-paste-long = put in what was copied here
key-comment = comment
key-comment-long = make comments of lines, or take the marks off
key-find-in-file = find
key-find-in-file-long = find words in this file and replace them
key-replace = replace
key-replace-long = type what is to take their place
key-replace-here = replace
key-replace-here-long = replace the words here and go on
key-replace-all = replace all
key-replace-all-long = replace the words wherever they are, as one step
key-find-field = find
key-find-field-long = back to the words that are looked for
key-vim-normal = commands
key-vim-normal-long = back to commands
key-value-next = next
key-value-next-long = the next value
key-value-before = before
key-value-before-long = the value before
key-proceed = go on
key-proceed-long = go on: to the answer, to the section that explains a failed check, or after passing to what comes next
key-stop = stop
key-stop-long = stop the checking; it counts for nothing
key-to-line = to the place
key-to-line-long = to the place in the answer that the selected finding is about
key-to-section = section
key-to-section-long = to the section that explains the selected finding
key-next-finding = next finding
key-next-finding-long = select the next finding
key-finding-before = finding before
key-finding-before-long = select the finding before
key-yes = yes
key-yes-long = yes
key-no = no
key-no-long = no
key-close = close
key-close-long = close this window
key-find = find
key-find-long = find words in this lesson
key-find-keep = done
key-find-keep-long = end typing; what was found stays marked
key-find-next = next
key-find-next-long = to the next place with the words
key-find-before = before
key-find-before-long = to the place before
key-find-stop = end find
key-find-stop-long = end finding
key-contents = contents
key-contents-long = the contents of this lesson
key-go-back = back to
key-go-back-long = back to the lesson, place or exercise that you left
key-go-forward = forward
key-go-forward-long = forward again
key-glossary = glossary
key-glossary-long = all terms and what they are
key-search = search
key-search-long = search lessons, exercises and terms
key-palette = commands
key-palette-long = everything that can be done here, by name
key-map = map
key-map-long = the map: what requires what
key-trace = trace
key-trace-long = the story of the selected finding, step by step
key-trace-on = on
key-trace-on-long = on to the next step that tells something
key-trace-back = back
key-trace-back-long = back to the one before
key-step-on = step
key-step-on-long = one step on, whether it tells something or not
key-step-back = step back
key-step-back-long = one step back
key-next-fault = fault
key-next-fault-long = to the next fault
key-fault-before = fault before
key-fault-before-long = to the fault before
key-violation = violation
key-violation-long = to the first step after which something is broken
key-state = state
key-state-long = the next part of the state
key-state-before = state before
key-state-before-long = the part before
key-state-down = state down
key-state-down-long = that part a page down
key-state-up = state up
key-state-up-long = that part a page up
key-export = export
key-export-long = write the story to a file
key-export-mermaid = Mermaid
key-export-mermaid-long = a sequence diagram of Mermaid
key-export-json = JSON
key-export-json-long = all of it as JSON
key-export-svg = SVG
key-export-svg-long = a picture (SVG)
key-export-text = text
key-export-text-long = plain text
key-requires = requires
key-requires-long = to what this requires
key-opens = opens
key-opens-long = to what this opens
key-next-ready = next ready
key-next-ready-long = to the next thing that can be done now
place-trace = Trace
place-export = Exporting a trace
place-map = Map
key-tour = tour
key-tour-long = take the tour of the keys, one minute, or end it
key-tour-away = not now
key-tour-away-long = do not offer the tour again
key-home = home
key-home-long = to the map of chapters, from wherever you are
key-keys = keys
key-keys-long = the keys of this screen
key-language = 한국어
key-language-long = 한국어로 보기 (the other language)
key-settings = settings
key-settings-long = language, theme and lines
place-home = Home
place-reader = Lesson
place-find = Finding in the lesson
place-play = Story
place-question = Question in the text
place-checking = While checking
place-verdict = Verdict
place-workbench = Exercise
place-editor = Editor
place-seek = Finding in the editor
place-vim = Editor with keys of vim
place-form = Answer
place-pane = Task and verdict
place-search = Search
key-review = review
key-review-long = ask again what you learnt, as it falls due
key-show-answer = answer
key-show-answer-long = show the answer
key-again = again
key-again-long = not known: ask again soon
key-hard = hard
key-hard-long = known with pains
key-good = good
key-good-long = known well
key-easy = easy
key-easy-long = known at once
key-source = open
key-source-long = open the lesson or exercise that it comes from
place-review = Review
key-history = progress
key-history-long = look back: chapters, days, weak spots
place-history = Progress
place-popup = Window
place-settings = Settings
place-attempts = Attempts
place-confirm = Question
place-everywhere = Everywhere
help-title = Keys
term-taught = ↵ Taught in: { $title }
confirm-solution = Solution
confirm-solution-words = You have not checked a change of your own yet. See the solution all the same? It will be marked as seen; points do not change.
confirm-reset = Reset
confirm-reset-words = Put your answer into the archive and begin again from the starter?
confirm-take-file = Two versions
confirm-take-file-words = The file was changed outside after you began to type here. Take the file? With “no” your text stays in the editor and the next check saves it over the file.
card-title = Handlers
solution-title = Solution
trail-no-back = There is nothing to go back to.
trail-no-forward = There is nothing to go forward to.
glossary-title = Glossary
glossary-nothing = no such term
map-title = Map
map-requires = Requires
map-requires-nothing = Nothing.
map-opens = Opens
map-opens-nothing = Nothing.
map-done = done
map-begun = begun
map-ready = ready
map-later = not everything it requires is done
map-legend = ✔ done ◐ begun ○ ready · later
palette-title = Commands
palette-nothing = Nothing here has this name.
palette-go = go to
search-title = Search
search-hint = Words or parts of words. Found are lessons, exercises and terms that have all of them.
search-reading = The book is being read …
search-nothing = Nothing has all these words.
search-term = term

## tui-home

home-language = English · 한국어
home-chapters = Chapters
home-lessons = Lessons
home-exercises = Exercises
home-lesson = lesson
home-exercise = exercise
home-start = Start
home-continue = Continue
home-tour = New here?
home-tour-take = A minute for the keys
home-all-done = Everything here is done.
home-nothing = There is nothing to read: the pack has no chapters.

## tui-tour

tour-move = Move with the arrows: { $key } goes down, → into a chapter.
tour-open = { $key } opens what is selected. Open a lesson.
tour-run = Read on with Space. Where there is a block to run, { $key } runs it.
tour-answer = A question in the text is answered with its letter: { $key }. Nobody counts wrong guesses.
tour-back = { $key } goes back; your place is kept. Go back home.
tour-exercise = Now an exercise: select one and press { $key }.
tour-check = Type an answer, or leave it as it is: { $key } saves and checks it.
tour-keys = { $key } shows the keys of any screen, also while you type.
tour-end = ({ $key } ends it.)
tour-over = That was the tour; the keys and “:” hold the rest. Esc goes back.

## tui-settings

wide-lines = This terminal draws lines two cells wide, so frames look torn. ASCII lines look right: press , for the settings (F9 while you type).
settings-title = Settings
setting-language = Language
setting-language-about = The language of lessons, exercises and the program.
setting-language-en = English
setting-language-ko = 한국어
setting-theme = Theme
setting-theme-about = “As the terminal” takes the colours that suit a dark or light ground and leaves the ground as it is; the others bring their own.
setting-theme-without = There are no colours now, whatever the theme: NO_COLOR or --color asks for none.
setting-theme-auto = as the terminal
setting-theme-dark = dark
setting-theme-light = light
setting-theme-high-contrast = high contrast
setting-theme-no-color = no colours
setting-ascii = ASCII lines
setting-ascii-about = Draws lines and marks with ASCII alone, for terminals that show them too wide or not at all.
setting-mouse = Mouse
setting-mouse-about = Clicks and the wheel are for the workbook. With Shift held, the mouse selects text as elsewhere in your terminal.
setting-editor = Editor keys
setting-editor-about = Those of plain editors, or those of vim: commands, letters and selecting apart. Ctrl-S, F1 and the other keys of an exercise stay.
setting-editor-plain = plain
setting-editor-vim = vim
setting-motion = Motion
setting-motion-about = “Reduced” stops what changes by itself, such as the seconds that count while an answer is checked.
setting-motion-full = full
setting-motion-reduced = reduced
setting-true = on
setting-false = off

## tui-reader

reader-end = This is the end of the lesson. ↵ goes on.
reader-next = Next: { $title }
reader-left = { $n } min left
vim-normal = NORMAL
vim-insert = INSERT
vim-visual = VISUAL
vim-visual-line = VISUAL LINE
find-in-lesson = Find:
find-nothing = not in this lesson
find-nothing-in-file = not in this file
find-replace = Replace with:
find-replaced =
    { $n ->
        [one] Replaced at 1 place.
       *[other] Replaced at { $n } places.
    }
contents-title = Contents
reader-guess-first = Guess first: press a letter. Or run again without a guess.
worker-lost = The work was lost to a fault of this program. Try again.
run-fuel = It does not end: stopped after its share of work.
run-memory = It used up its memory.
run-stack = Too many calls inside one another.
run-output = Too much output.
run-failed = It could not be run.
run-not-allowed = Not allowed here: { $what }
run-stopped = It did not stop and was ended.
run-cancelled = Cancelled.
run-machine = It could not be run: { $why }

## tui-review

review-title = Review
review-how-well = How well did you know it?
review-none = Nothing to review today. Lessons read, questions missed and checks failed come back as cards from the next day on.
review-end = { $n ->
    [one] That was one card
   *[other] Those were { $n } cards
}{ $left ->
    [0] ; nothing is left for today.
    [one] ; one more is due today.
   *[other] ; { $left } more are due today.
} ↵ goes back.

## tui-history

history-title = Progress
history-chapters = Chapters
history-time = Time
history-time-today = Today
history-time-week = This week
history-time-all = In all
history-time-spent = { $h ->
    [0] { $m } min
   *[other] { $h } h { $m } min
}
history-concepts = Concepts
history-days = Days
history-days-active = { $n ->
    [one] something done on one day
   *[other] something done on { $n } days
} of the last { $weeks } weeks
history-weekdays = Mo Tu We Th Fr Sa Su
history-weak = Weak spots
history-weak-none = No check has failed yet.
history-failed = { $n ->
    [one] 1 failed check
   *[other] { $n } failed checks
}

## tui-trace

trace-story = Story
trace-state = State after step { $n }
trace-tables = Tables
trace-this-step = Step
trace-in-flight = { $n ->
    [0] In flight
   *[other] In flight { $n }
}
trace-checks = Checks
trace-step = step { $n } of { $all }
trace-time = t={ $n } ms
trace-faults = { $n ->
    [0] no fault
    [one] 1 fault
   *[other] { $n } faults
}
trace-export = Export the story
play-none = This story cannot be played.
play-open = ▸ all of it, with tables, messages and checks
trace-none = This story cannot be told any more: check the answer again.
trace-exported = Written to { $path }

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
workbench-no-more-hints = There are no more hints. { $key } shows the solution.
outside-not-named = No editor is named: put its command into the variable VISUAL or EDITOR, as in `export EDITOR=nano`.
outside-garbled = { $name } has a quotation mark that is not closed.
outside-not-started = { $program } does not start: { $detail }. VISUAL or EDITOR names it.
outside-failed = { $program } ended { $code ->
    [signal] by a signal
   *[other] with code { $code }
}; the file is taken as it is on disk.
workbench-saved-outside = { $file } was saved by another program while you type here. { $key } asks which to keep.
workbench-not-checked = Saved, and not checked: { $key } in the exercise, or :w, checks.
workbench-was-reset = Begun again. The answer of before is in the archive.
form-one = choose one
form-many = choose all that hold
form-order = in order: choosing one gives it the next number, once more takes it away
form-paste = What is pasted into a form is a whole answer in TOML; this is none.
form-pick = ← and → change the value
form-number = a number
form-words = in words
attempts-title = Attempts: { $title }
attempts-none = There is no attempt yet: checking the answer makes one.
attempts-head = Attempt { $n }, { $when }: { $points } of { $max } points
attempts-after-solution = made after the solution was seen
attempts-hints = { $n ->
    [one] { $n } hint seen by now
   *[other] { $n } hints seen by now
}
attempts-passes-now = passes now: { $check }
attempts-fails-since = fails since: { $check }
attempts-two = - attempt { $old }   + attempt { $new }
attempts-editor = - attempt { $old }   + the editor
attempts-same = The same text.
attempts-not-kept = What was answered then was not kept.
attempts-took = Attempt { $n } is in the editor. { $key } takes it back.
verdict-none = Not checked yet. { $key } saves and checks.
verdict-search = Looking for a story that fails: { $runs ->
    [one] 1 run
   *[other] { $runs-told } runs
}{ $states ->
    [0] {""}
    [one] , 1 state
   *[other] , { $states-told } states
} so far
verdict-story = the story, step by step
verdict-running = Checking: { $done } of { $all } checks done
verdict-running-for = Checking: { $done } of { $all } checks done, { $seconds } s
verdict-stopped = Stopped. It counts for nothing; { $key } checks again.
verdict-passed = Passed: { $points } of { $max } points
verdict-failed = { $done } of { $all } checks pass
verdict-ungradable = Could not be graded. This costs you nothing.
verdict-cases = { $cases ->
    [one] judged on { $cases } case
   *[other] judged on { $cases } cases
}
verdict-blank = This question has no answer yet.
verdict-at = { $file }, line { $line }, column { $column }
verdict-given = Given: { $table }
verdict-parameters = Parameters of { $file }, run by run
verdict-given-none = Without rows: { $tables }
verdict-compared = Expected and yours
verdict-compared-shown = Expected and yours, on the rows shown
verdict-compared-generated = Expected and yours, on generated dataset { $n }
verdict-mark-missing = expected, not there
verdict-mark-extra = there, not expected
verdict-mark-differs = [expected → yours]
verdict-mark-moved = [expected place → yours]
verdict-rows-agree = { $n ->
    [one] { $n } row agrees
   *[other] { $n } rows agree
}
verdict-columns-aside = Without: { $columns }
verdict-more-parts = { $n ->
    [one] and { $n } more
   *[other] and { $n } more
}
verdict-nothing = nothing
verdict-script = Stopped within { $file }
verdict-stopped-here = stopped here
verdict-lost = ✘ ran in a transaction that was not committed, and is lost
verdict-scan = ← reads the whole table
verdict-step-changed = { $n ->
    [one] { $n } row changed
   *[other] { $n } rows changed
}
verdict-step-gave = { $n ->
    [one] saw { $n } row
   *[other] saw { $n } rows
}
verdict-step-busy = BUSY: refused, rolled back
verdict-step-loses = acts on what it saw before the other session changed it
verdict-expected = Expected
verdict-expected-shown = Expected on the rows shown
verdict-expected-generated = Expected on generated dataset { $n }
verdict-yours = Yours
verdict-rows = Rows that must not be
verdict-no-rows = no rows
verdict-more-rows = { $n ->
    [one] and { $n } more row
   *[other] and { $n } more rows
}
verdict-more-findings = { $n ->
    [one] and { $n } more finding
   *[other] and { $n } more findings
}
verdict-history = Given
verdict-no-events = no events
verdict-more-events = ⋮ { $n } more events
verdict-when = When
verdict-call = Called with
verdict-plan = Plan
verdict-order = In the order { $order }
verdict-explained = § { $title }
verdict-next = Next: { $title }

## doctor

doctor-version = Program
doctor-language = Language
doctor-terminal = Terminal
doctor-no-terminal = none here; everything but the workbook itself works
doctor-settings = Settings
doctor-settings-none = as they come; yours would be at { $path }
doctor-keys = Keys
doctor-keys-none = as they come; yours would be at { $path }
doctor-course = Course
doctor-course-holds = { $chapters } chapters, { $lessons } lessons, { $exercises } exercises
doctor-course-broken = { $n ->
    [one] one problem keeps something from being listed: see `sagabook list`
   *[other] { $n } problems keep something from being listed: see `sagabook list`
}
doctor-answers = Answers
doctor-progress = Progress
doctor-progress-none = none kept yet; it will be at { $path }
doctor-progress-holds = sound, { $attempts ->
    [one] one attempt
   *[other] { $attempts } attempts
}, at { $path }
doctor-worker = Judge
doctor-worker-starts = its process starts
doctor-worker-fails = its process does not start: { $detail }
doctor-limits = Box: limits
doctor-privileges = Box: privileges
doctor-files = Box: files
doctor-calls = Box: system calls
doctor-force-full = in force
doctor-force-partly = in force as far as this system can
doctor-force-absent = this system has none; do not judge strangers' answers here

## The dialogue of lines

plain-welcome = Sagabook, one line at a time. Write a line and press Enter; a question mark says what can be written.
plain-chapter = Chapter { $n }: { $title }
plain-entry = { $n }. { $kind ->
    [lesson] Lesson
   *[exercise] Exercise
} "{ $title }", { $minutes } min{ $state ->
    [done] , done
   *[open] {""}
}
plain-back = Done: { $done } of { $all }. Next: { $title }. l says the list.
plain-ask-home = A number, or Enter for the next thing:
plain-help-home =
    A number or an id opens that lesson or exercise, Enter the first that is not done.
    l says the list again, q ends.
    Anything else is a command of the shell, such as "search outbox", "glossary saga" or "progress".
plain-no-such-number = The numbers go from 1 to { $n }.
plain-not-understood = "{ $line }" is nothing that can be done here. A question mark says what can.
plain-all-done = Everything there is has been done.
plain-lesson = Lesson: { $title }, { $minutes } min
plain-lesson-done = That was the lesson.
plain-next = Next: { $title }
plain-ask-next = Enter opens it, q the list:
plain-help-next = Enter opens what comes next, q goes back to the list. Commands of the shell work here too.
plain-ask-section = Enter reads on, b goes back, q leaves:
plain-help-lesson =
    Enter reads on, runs what can be run, or passes over a question.
    b reads the section again from its beginning or the one before, n passes over without running, a letter answers, o opens an exercise.
    q goes back to the list.
plain-ask-run = Enter runs it, n passes over:
plain-ask-question = A letter, or Enter to pass over:
plain-right = Right. { $why }
plain-wrong = Not so. { $why }
plain-card = Exercise: { $title }
plain-ask-card = o opens it, Enter reads on:
plain-heading = Section: { $text }
plain-table = Table of { $n ->
    [one] { $n } row
   *[other] { $n } rows
}:
plain-code = Code{ $lang ->
    [none] {""}
   *[other] , { $lang }
}:
plain-play = A story of the exercise { $text }:
plain-code-end = End of the code.
plain-diagram = Diagram, drawn with characters:
plain-diagram-end = End of the diagram.
plain-footnote = Footnote { $text }:
plain-footnote-here = {" "}(footnote { $text })
plain-rows = { $n ->
    [one] { $n } row:
   *[other] { $n } rows:
}
plain-given = The table { $table }, { $n ->
    [one] { $n } row:
   *[other] { $n } rows:
}
plain-exercise = Exercise: { $title }, { $minutes } min
plain-checks = What is checked:
plain-files = Your answer is { $files } in { $folder }; write it there with any editor, or here.
plain-ask-exercise = Enter checks; write, edit, show, hint, solution, reset, task, q:
plain-help-exercise =
    Enter or "check" judges your answer. "show" says it, "write" takes it line by line, "edit" opens your editor.
    "hint" says one hint more, "solution" the solution, "reset" begins again with your answer archived, "task" says the task again.
    q goes back to the list. Where an answer has several files, name one: "write page.sql".
plain-which-file = Name one of its files: { $files }
plain-write = Write { $file } line by line; a line with a dot alone ends it.
plain-written = { $n ->
    [one] { $n } line is
   *[other] { $n } lines are
} in { $file }. Enter checks.
plain-no-editor = No editor is set: set VISUAL or EDITOR, or use "write".
