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

progress-fault-read-only =
    진도를 저장할 수 없습니다: { $detail }.
    위치: { $path }
    파일과 폴더에 쓰기 권한을 주거나 --home으로 다른 폴더를 지정하십시오. 그때까지 이번 기록은 답안 파일 말고는 남지 않습니다.
progress-fault-full =
    진도를 저장할 수 없습니다: 디스크가 가득 찼습니다.
    위치: { $path }
    공간을 비우십시오. 다음 저장 때 다시 시도합니다.
progress-fault-busy =
    진도를 저장할 수 없습니다: 다른 워크북이 파일을 잡고 있습니다.
    위치: { $path }
    다른 워크북이 멈췄다면 닫으십시오. 다음 저장 때 다시 시도합니다.
progress-fault-damaged =
    진도 파일이 손상되었습니다: { $detail }.
    위치: { $path }
    `sagabook doctor`를 실행하십시오. 파일을 옆으로 옮기고 읽을 수 있는 것을 살립니다.
progress-fault-system =
    진도를 저장할 수 없습니다: { $detail }.
    위치: { $path }
    디스크를 확인하거나 --home으로 다른 폴더를 지정하십시오.
progress-newer =
    진도 파일이 더 새로운 Sagabook의 것입니다(버전 { $found }, 이 프로그램은 { $known }까지 압니다).
    위치: { $path }
    파일은 그대로 둡니다. 새 Sagabook을 설치하십시오. 그때까지 이번 기록은 답안 파일 말고는 남지 않습니다.
progress-salvaged =
    진도 파일이 손상되어 있었습니다. { $attempts ->
        [0] 읽어 낸 시도가 없습니다.
       *[other] 시도 { $attempts }개를 살렸습니다.
    }
    손상된 파일은 이제 { $path }에 있습니다
    할 일은 없습니다. 빠진 것이 있으면 그 파일을 보관하십시오.
progress-file-missing =
    여기에는 아무것도 없습니다.
    위치: { $path }
    경로를 확인하십시오.
progress-file-not-a-file =
    일반 파일이나 폴더가 아닙니다.
    위치: { $path }
    링크, 파이프, 장치는 따라가지 않습니다. 일반 파일을 두십시오.
progress-file-too-large =
    파일이 1 MB보다 큽니다.
    위치: { $path }
    답안 파일은 1 MB까지입니다.
progress-file-not-text =
    파일이 UTF-8 텍스트가 아닙니다.
    위치: { $path }
    UTF-8로 저장하십시오.
progress-file-one-of-several =
    답안은 여러 파일인데 파일 하나만 주어졌습니다.
    위치: { $path }
    그 파일들이 든 폴더를 주십시오.
progress-file-system =
    { $detail }
    위치: { $path }
    권한과 디스크를 확인하십시오.

## cli

## verify

## tui

## tui-home

## tui-reader

## tui-workbench

## doctor
