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

## tui: shared by all screens

## tui-home

## tui-reader

## tui-workbench

## doctor
