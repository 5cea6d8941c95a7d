### The words of the program, English. One message per id; the same ids stand in every language's file.
### Keep each area's messages in its section, in the same order in every file.

## units

unit-minutes = { $n } min

## finding: what a check found (one `finding-CODE` per finding code)

## finding: files, loading, machine

## finding: sql

## finding: events and code

## finding: quiz

## finding: design

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

## cli: output of the commands, errors and notes

## verify: pack verify and pack new

## tui: shared by all screens

## tui-home

## tui-reader

## tui-workbench

## doctor
