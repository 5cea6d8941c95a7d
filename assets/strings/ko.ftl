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

## progress

## cli

## verify

## tui

## tui-home

## tui-reader

## tui-workbench

## doctor
