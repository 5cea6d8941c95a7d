### 프로그램의 문구, 한국어. 모든 언어 파일의 id와 순서는 같다. 프로그램의 메시지는 합니다체로 쓴다.

## units

unit-minutes = { $n }분

## finding

## finding: files, loading, machine

## finding: sql

## finding: events and code

## finding: quiz

## finding: design

## course

## layout

layout-note = 참고
layout-tip = 도움말
layout-warning = 주의
layout-misconception = 흔한 오해
layout-run = 실행
layout-running = 실행 중…
layout-rows = { $n }행
layout-nothing = 실행했습니다. 보여 줄 행이 없습니다.
layout-line = { $n }번째 줄
layout-predict = 먼저 예상해 보십시오
layout-quiz = 질문
layout-exercise = 연습 문제

## progress

## cli

## verify

## tui

## tui-home

## tui-reader

## tui-workbench

## doctor
