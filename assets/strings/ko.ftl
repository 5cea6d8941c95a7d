### 프로그램의 문구, 한국어. 모든 언어 파일의 id와 순서는 같다. 프로그램의 메시지는 합니다체로 쓴다.

## units

unit-minutes = { $n }분

## finding

## finding: files, loading, machine

finding-missing-file = `{ $file }` 파일이 없습니다. 이 연습 문제에 필요한 파일입니다.
finding-unknown-file = `{ $file }` 파일은 이 연습 문제의 파일이 아닙니다. 답안에서 빼십시오.
finding-not-text = `{ $file }` 파일이 UTF-8 텍스트가 아니거나 NUL 문자가 들어 있습니다. UTF-8로 저장하십시오.
finding-too-large = `{ $file }` 파일이 너무 큽니다. 답안 파일은 { $limit }까지입니다.
finding-not-a-file = `{ $file }` 자리에 링크, 파이프, 장치 또는 폴더가 있습니다. 일반 파일이어야 합니다.
finding-unknown-entry = `{ $entry }` 항목은 묻지 않은 것입니다. 항목: { $entries }
finding-no-answer = 이 연습 문제의 답안이 아직 없습니다.
finding-syntax = `{ $file }` 파일의 문법을 해석할 수 없습니다: { toml-fault }
finding-load = `{ $file }` 파일을 불러올 수 없습니다: { $message }
finding-fuel = 올바른 답에 필요한 것보다 많은 작업을 해서 중단했습니다({ $what }). 끝나지 않는 반복이나 조인이 있는지 보십시오.
finding-memory = 허용된 것보다 많은 메모리를 써서 중단했습니다({ $what }). 끝없이 커지는 것이 있는지 보십시오.
finding-stack = 호출이 너무 깊어져 중단했습니다({ $what }). 끝나지 않는 재귀가 있는지 보십시오.
finding-output = 결과가 한도({ $limit })를 넘어 중단했습니다({ $what }).
finding-did-not-stop = 답안이 끝나지 않아 중단했습니다. 정답은 곧바로 끝납니다. 끝나지 않는 반복이 있는지 보십시오.
finding-crashed = 답안이 실행 중이던 프로세스를 종료시켰습니다({ $why }). 정답에서는 그런 일이 없습니다.
finding-not-allowed = 여기서는 허용되지 않습니다: { $what }
finding-machine = 이 답안을 채점하지 못했습니다. 답안의 잘못이 아닙니다: { $why }

## finding: sql

finding-statement-failed = { $kind ->
    [shown] 화면에 보인 데이터에서
    [generated] 생성된 데이터셋 { $number }번에서
   *[other] 여기서
}{ $script ->
    [none] {""}
   *[other] {" "}{ $script } 파일의
} 문장 하나가 실패했습니다: { $message }
finding-not-refused = { $how ->
    [failed] 제약 조건이 거부해야 할 문장이 다른 이유로 실패했습니다: `{ $statement }` ({ $why })
   *[other] 거부해야 할 문장을 받아들였습니다: `{ $statement }`
}
finding-wrongly-refused = 받아들여야 할 문장이 실패했습니다: `{ $statement }` ({ $why })
finding-no-rows = `{ $file }` 파일에 결과를 비교할 SELECT가 없습니다.
finding-rows-differ = { $kind ->
    [shown] 화면에 보인 데이터에서
    [generated] 생성된 데이터셋 { $number }번에서
   *[other] 여기서
} `{ $file }` 결과의 { $counts ->
    [same] 행 수는 맞지만 내용이 다릅니다.
   *[other] 행이 다릅니다. { $wanted }행이 나와야 하는데 { $given }행이 나왔습니다.
}
finding-order-differs = { $kind ->
    [shown] 화면에 보인 데이터에서
    [generated] 생성된 데이터셋 { $number }번에서
   *[other] 여기서
} 행은 맞지만 순서가 다릅니다.
finding-order-open = { $kind ->
    [shown] 화면에 보인 데이터에서
    [generated] 생성된 데이터셋 { $number }번에서
   *[other] 여기서
} 결과가 데이터베이스가 행을 읽는 순서에 따라 달라집니다. ORDER BY로 순서를 정해야 합니다.
finding-columns-differ = 컬럼이 다릅니다. 있어야 할 컬럼: { $expected }. 나온 컬럼: { $actual }
finding-state-differs = { $kind ->
    [shown] 화면에 보인 데이터에서
    [generated] 생성된 데이터셋 { $number }번에서
   *[other] 여기서
} 실행한 뒤 `{ $table }` 테이블의 행이 다릅니다.
finding-no-table = 실행한 뒤에 있어야 할 것이 없습니다: `{ $table }`
finding-torn-state = { $kind ->
    [shown] 화면에 보인 데이터에서
    [generated] 생성된 데이터셋 { $number }번에서
   *[other] 여기서
} `{ $file }` 파일{ $run ->
    [1] {""}
   *[other] {" "}{ $run }번째 실행
}의 { $statement }번째 문장 뒤에서 멈추면, 커밋된 행이 규칙을 어깁니다.
finding-not-idempotent = { $way ->
    [changed] 원본이 바뀐 뒤 다시 실행하면
    [cut] { $statement }번째 문장에서 멈춘 뒤 다시 실행하면
   *[other] 두 번 실행하면
} { $how ->
    [fails] 스크립트가 실패합니다: { $message }
   *[other] `{ $table }` 테이블의 행이 달라집니다.
}
finding-table-scan = 쿼리가 `{ $table }` 테이블을 처음부터 끝까지 읽습니다. 인덱스로 찾아야 합니다.
finding-foreign-table = `{ $service }` 서비스가 `{ $owner }` 서비스의 `{ $table }` 테이블{ $how ->
    [write] 에 씁니다.
   *[read] 을 읽습니다.
}
finding-bad-interleaving = 두 세션의 문장을 { $order } 순서로 실행하면 남은 행이 규칙을 어깁니다.
finding-never-finishes = 두 세션의 문장을 { $order } 순서로 실행하면 한 세션이 매번 져서 끝나지 못합니다.
finding-open-transaction = 시작한 트랜잭션을 끝내지 않아서 스크립트가 끝날 때 롤백되었습니다.

## finding: events and code

finding-case-fails = 사례 { $cases }개 가운데 { $case }번의 결과가 다릅니다.{ $alone ->
    [right] {" "}그 사례만 따로 실행하면 결과가 맞습니다. 상태 밖에 남은 것이 다음 사례까지 이어집니다.
   *[wrong] {""}
}
finding-disagrees = { $over ->
    [call] 이 인수에 대한 `{ $function }`의 결과가 정답과 다릅니다.
    [alone] 이벤트를 한 번도 보지 않은 모듈에 상태만 넘기면 `{ $function }`의 결과가 달라집니다. 상태 밖에 무언가를 기억하고 있습니다.
   *[history] { $events ->
        [0] 처음 상태에서
       *[other] 이벤트 { $events }개 뒤에
    } `{ $function }`의 결과가 정답과 다릅니다.
}
finding-law-broken = { $how ->
    [changes-state] `{ $function }` 함수가 받은 상태를 바꿉니다. 받은 상태는 그대로 두고 새 상태를 반환해야 합니다.
    [changes-event] `{ $function }` 함수가 받은 이벤트를 바꿉니다. 이벤트는 사실이므로 그대로 두어야 합니다.
    [changes-input] `{ $function }` 함수가 받은 인수를 바꿉니다. 인수는 그대로 두어야 합니다.
    [touches-state] `{ $function }` 함수가 받은 상태를 바꿉니다. 상태는 그대로 두어야 합니다.
    [changes-command] `{ $function }` 함수가 받은 커맨드를 바꿉니다. 커맨드는 그대로 두어야 합니다.
    [replay-deterministic] 같은 이벤트를 재생했는데 `{ $function }` 함수가 다른 상태를 만듭니다.
    [ignores-unknown] `{ $function }` 함수가 모르는 유형의 이벤트를 무시하지 않습니다.
    [snapshot-tail] 이벤트 { $cut }개 뒤의 스냅샷에 나머지 이벤트를 더한 상태가, 처음부터 모든 이벤트로 만든 상태와 다릅니다.
    [duplicates] 연달아 두 번 온 이벤트가 두 번 반영됩니다.
    [reordering] 서로 다른 스트림의 두 이벤트가 자리를 바꾸면 결과가 달라집니다.
    [rebuild] 처음부터 재구축한 뷰가, 이벤트마다 갱신해 온 뷰와 다릅니다.
    [upcast-chain] 버전을 하나씩 올린 이벤트가, 한 번에 올린 이벤트와 다릅니다.
    [upcast-fixed] 이미 최신 버전인 이벤트를 업캐스팅하면 이벤트가 바뀝니다.
    [commutative] `{ $function }(a, b)`와 `{ $function }(b, a)`의 결과가 다릅니다.
    [associative] ((a, b), c)와 (a, (b, c))에 대한 `{ $function }`의 결과가 다릅니다.
    [idempotent] `{ $function }` 함수를 결과에 다시 적용하면 결과가 바뀝니다.
    [deterministic] 같은 인수인데 `{ $function }` 함수가 두 가지 결과를 냅니다.
    [order-free] 항목의 순서를 바꾸면 `{ $function }`의 결과가 달라집니다.
   *[holds] `{ $function }`의 결과에서 성립해야 할 조건이 성립하지 않습니다.
}
finding-threw = { $how ->
    [refuses] `{ $function }` 함수에는 거절할 것이 없는데 { $error } 예외를 던집니다. 거절할 수 있는 것은 결정뿐입니다.
   *[throws] `{ $function }` 함수가 거절이 아닌 것을 던집니다: { $error }
}
finding-not-json = { $in ->
    [whole] `{ $function }`의 결과가
   *[part] `{ $function }`의 결과에서 `{ $path }` 자리가
} 순수한 JSON이 아닙니다: { $what ->
    [undefined] undefined입니다. `return`이 빠지지 않았는지 보십시오.
    [function] 함수입니다.
    [promise] 프로미스입니다. `async` 함수가 아니어야 합니다.
    [not-a-number] NaN이거나 무한대입니다.
    [bigint] BigInt입니다.
    [symbol] 심벌이거나, 심벌을 키로 가진 객체입니다.
    [object] Map, Set, Error 같은 클래스의 객체입니다.
    [proxy] 프록시입니다.
    [hole] 배열의 빈자리입니다.
    [circular] 자기 자신을 가리키는 값입니다.
    [too-deep] { $depth }단계보다 깊이 겹친 값입니다.
   *[half-character] 반쪽짜리 문자가 든 텍스트입니다.
}
finding-effects-differ = { $run ->
    [replay] 재생할 때 `{ $function }` 함수가 메시지를 { $sent }개 보냅니다. { $most ->
        [0] 하나도 보내지 않아야 합니다.
       *[other] { $most }개까지만 보낼 수 있습니다.
    }
   *[live] 실제로 실행할 때 `{ $function }` 함수가 보내는 것이 정답과 다릅니다.
}
finding-no-function = `{ $function }` 함수가 내보내져 있지 않거나 함수가 아닙니다.

## finding: sim

finding-invariant-violated = { story-faults } 이야기의 { $step }단계 뒤에, 있어서는 안 되는 행이 있습니다.
finding-never-holds = { $how ->
    [time] { story-faults } 이야기에서 마지막 요청, 결함, 복구 뒤 { $ms } ms가 지나도록 이 조건이 성립하지 않습니다.
   *[rest] { story-faults } 이야기에서 모든 것이 멈춘 뒤에도 이 조건이 성립하지 않습니다.
}
finding-not-reached = 아무 일도 잘못되지 않을 때에도 이 일이 일어나지 않습니다.{ $how ->
    [threw] {" "}`{ $service }.{ $handler }` 핸들러가 오류를 던집니다: `{ $error }`
    [silent] {" "}아무도 메시지를 발행하지 않습니다.
    [wrote] {" "}마지막으로 쓰이는 것은 { $steps }단계 가운데 { $last }단계의 `{ $table }` 테이블입니다.
   *[other] {""}
}
finding-over-budget = { story-faults } 이야기의 { $step }단계에서 `{ $handler }` 핸들러의 실행 한 번이 한도를 넘습니다: { $how ->
    [calls] { story-exceeded-calls }
    [messages] { story-exceeded-messages }
    [rows] { story-exceeded-rows }
    [transaction] { story-exceeded-transaction }
   *[time] { story-exceeded-time }
}
finding-history-broken = { story-faults } 이야기에서 클라이언트가 보아서는 안 되는 것을 봅니다.
finding-not-shown = 이 스케줄의 이야기에서는 그 일이 보이지 않습니다.{ $faults ->
    [0] {" "}이 이야기에서는 아무 일도 잘못되지 않습니다.
   *[other] {""}
}
finding-bad-line = { $how ->
    [order] `{ $line }` 줄이 더 뒤 단계의 줄 다음에 있습니다. 이야기의 순서대로 쓰십시오.
    [same] `{ $line }`: 이 단계 앞에서 이미 다른 일이 잘못됩니다. 결함도 한 단계이므로 다음 결함은 더 뒤의 단계 앞에 옵니다.
   *[form] `{ $line }` 줄을 읽을 수 없습니다. `before 5: crash orders`처럼 `before 단계: 결함`으로 쓰십시오.
}
finding-no-such-fault = { $before }단계 앞에는 `{ $what }` 결함이 올 수 없습니다. { $how ->
    [ended] 여기까지의 이야기는 { $steps }단계로 끝납니다.
    [spent] 한 이야기에서 잘못될 수 있는 것은 모두 { $most }개입니다.
    [nothing] 거기서는 아무것도 잘못될 수 없습니다.
   *[other] 거기서 잘못될 수 있는 것: { $faults }
}
finding-livelock = { story-faults } 이야기에서 같은 단계가 끝없이 되풀이되어 아무것도 멈추지 않습니다.
finding-not-settled = { story-faults } 이야기가 { $how ->
    [time] { $ms } ms가
   *[steps] { $steps }단계가
} 지나도록 멈추지 않습니다.
finding-deadlock = { story-faults } 이야기에서 핸들러들이 서로를 영원히 기다립니다.
finding-misuse = `{ $service }` 서비스의 `{ $handler }` 핸들러: { $how ->
    [not-awaited] 요청한 것의 응답이 오기 전에 끝났습니다. `ctx` 호출마다 앞에 `await`를 쓰거나, 여럿을 `Promise.all`로 모아 기다리십시오.
    [did-not-stop] 올바른 답에 필요한 것보다 많은 일을 했습니다. 끝나지 않는 반복문이 있는지 보십시오.
    [left-open] 트랜잭션을 연 채로 끝났습니다.
    [nested] 트랜잭션 안에서 트랜잭션을 시작했습니다. 안쪽 문장에는 `tx`를 쓰십시오.
    [no-handler] 그런 핸들러가 없습니다.
    [no-topic] 아무도 선언하지 않은 토픽에 발행했습니다.
    [no-service] 없는 서비스를 호출했습니다.
    [foreign-table] 다른 서비스의 테이블을 건드렸습니다. { $detail }
    [not-allowed] 핸들러가 실행할 수 없는 문장을 실행했습니다. { $detail }
    [bad-statement] 잘못된 문장을 실행했습니다. { $detail }
    [waits-for-ever] 오지 않을 것을 기다립니다. `ctx`가 주는 것만 기다리십시오.
    [no-part] 이 서비스에 없는 것을 요청했습니다. { $detail }
    [bad-use] 시스템의 한 부분에 할 수 없는 일을 요청했습니다. { $detail }
    [not-defined] 여기에 없는 이름을 썼습니다. { $detail }
   *[does-not-load] 시작할 수 없습니다. { $detail }
}
story-faults = { $faults ->
    [0] { $deviations ->
        [0] 결함이 없는
       *[other] 결함 없이 단계의 순서만 다른
    }
   *[other] 결함이 { $faults }개(`{ $what }`) 있는
}

## exploration

explored-exhaustive = { explored-workload }와 { $faults }로 가능한 { $covered ->
    [none] 모든 스케줄{ $passed ->
        [yes] 에서 성립합니다
       *[no] 을 시험했습니다
    }
   *[other] 스케줄 { $covered }개 모두{ $passed ->
        [yes] 에서 성립합니다
       *[no] 를 시험했습니다
    }
}(상태 { $states }개).
explored-reduced = { explored-workload }와 { $faults }로 가능한 모든 스케줄{ $passed ->
    [yes] 에서 성립합니다
   *[no] 을 시험했습니다
}. 서로 구별할 수 없는 스케줄은 하나만 시험했습니다({ $runs }회).
explored-sampled = { explored-workload }와 { $faults }로 가능한 스케줄에서 무작위로 뽑은 { $runs }회{ $passed ->
    [yes] 에서 성립합니다
   *[no] 를 시험했습니다
}(시드 { $seed }). 나머지는 시험하지 않았습니다.
explored-incomplete = { explored-workload }와 { $faults }로 가능한 스케줄을 모두 시험하기 전에 한도에 이르렀습니다. { $runs }회만 시험했습니다.
explored-untimed = 무엇이든 얼마나 걸려도 됩니다.
explored-timed = 시간을 쟀습니다. 지연 시간이 허락하는 것만, 범위가 있으면 가장 짧을 때와 가장 길 때를 시험했습니다.
explored-workload = 요청 { $requests }개
explored-no-faults = 결함 0개
explored-at-most = 최대 { $list }
explored-of = { $list } 가운데 한 번에 최대 { $n }개
fault-kind-crash = 크래시 { $n }회
fault-kind-pause = 일시 정지 { $n }회
fault-kind-down = 중단 { $n }회
fault-kind-duplicate = 중복 { $n }회
fault-kind-commit-refused = 커밋 거부 { $n }회
fault-kind-commit-unanswered = 커밋 응답 유실 { $n }회
fault-kind-publish-unanswered = 발행 응답 유실 { $n }회
fault-kind-request-lost = 요청 유실 { $n }회
fault-kind-reply-lost = 응답 유실 { $n }회
fault-kind-call-late = 늦은 호출 { $n }회
fault-kind-call-failed = 호출 실패 { $n }회
fault-kind-partition = 네트워크 분할 { $n }회
fault-kind-eviction = 캐시 축출 { $n }회
fault-kind-cache-down = 캐시 장애 { $n }회

## finding: quiz

finding-blank = `{ $entry }` 항목에 아직 답이 없습니다.
finding-unknown-option = { $form ->
    [list-wanted] 대괄호로 묶은 목록을 써야 합니다. 선택지: { $options }
    [table-wanted] 다음 각각에 항목이 있는 테이블을 써야 합니다: { $options }
    [text-wanted] 따옴표로 묶은 텍스트 하나를 써야 합니다. 선택지: { $options }
   *[no-option] “{ $option }”: 선택지에 없습니다. 선택지: { $options }
}
finding-wrong-option = “{ $option }”: 여기에 맞지 않습니다.
finding-wrong-set = { $wrong ->
    [0] 잘못 고른 것은 없고
   *[other] 잘못 고른 것이 { $wrong }개 있고
} { $missing ->
    [0] 빠진 것은 없습니다.
   *[other] 빠진 것이 { $missing }개 있습니다.
} 잘못 고른 것 하나마다 맞게 고른 것 하나가 깎입니다.
finding-wrong-order = { $found ->
    [twice] { $all }개 중 { $right }개가 제자리에 있고 “{ $first }” 항목이 두 번 있습니다.
    [too-few] { $all }개 중 { $right }개가 제자리에 있고 나머지는 없습니다.
   *[other] { $all }개 중 { $right }개가 제자리에 있습니다. 처음으로 어긋난 것: “{ $first }”
}
finding-wrong-pairs = { $all }쌍 중 { $right }쌍이 맞습니다.
finding-wrong-pair = “{ $key }” ↔ “{ $value }”: 서로 맞지 않습니다.
finding-wrong-number = { $side ->
    [above] { $given }: 너무 큽니다.
    [below] { $given }: 너무 작습니다.
   *[other] 숫자를 써야 합니다. `{ $given }`: 숫자가 아닙니다.
}

## finding: design

finding-left-over = { $count ->
   *[other] 아직 정하지 않은 것이 { $count }개 있습니다: { $members }
}
finding-torn-apart = 함께 있어야 하는 것이 흩어져 있습니다: { $members } → { $values }
finding-lumped-together = 서로 떨어져 있어야 하는 것이 모두 `{ $value }`에 있습니다: { $members }
finding-too-many = `{ $value }`에 { $count }개가 있습니다({ $members }). 한곳에는 { $most }개까지입니다.
finding-too-much = `{ $value }`에 전체의 { $percent }%가 있습니다({ $members }). 한곳에는 { $most }%까지입니다.
finding-not-one-of = `{ $key }` 항목에 `{ $value }` 값은 { $how ->
    [unknown] 쓸 수 없습니다. 쓸 수 있는 값: { $choices }
    [grant] 쓸 수 없습니다. 작업을 쓰고 한 칸 띄운 뒤, 실제로 있는 테이블이나 뷰, 또는 그 컬럼 하나를 쓰십시오. `DELETE`에는 컬럼을 쓰지 않습니다.
    [joined] 쓸모가 없습니다. 여러 테이블을 조인한 뷰는 읽을 수만 있으므로 이 권한으로는 아무것도 할 수 없습니다. 테이블에 권한을 주십시오.
   *[unfit] 맞지 않습니다.
}
finding-wrong-reason = { $how ->
    [choice] `{ $key }` 항목에 `{ $value }` 값을 고를 이유는 없습니다. 이유를 댈 수 있는 선택: { $choices }
   *[reason] `{ $key }` 항목의 `{ $value }` 선택에 “{ $reason }”(이)라는 이유는 맞지 않습니다.
}
finding-policy-differs = { $wanted ->
    [allow] `{ $role }` 역할에는 `{ $target }`에 대한 { $operation } 권한이 필요한데 정책이 거부합니다
   *[other] `{ $role }` 역할에는 `{ $target }`에 대한 { $operation } 권한이 없어야 하는데 정책이{ $through ->
        [none] {""}
       *[other] {" "}`{ $through }`의 권한으로
    } 허용합니다
}{ $count ->
    [1] {""}
   *[other] {" "}(이런 요청이 모두 { $count }가지)
}.
finding-traded = `{ $key }` 항목의 `{ $value }`도, 예시 정답이 고른 `{ $other }`도 근거가 있는 선택입니다. 저마다 무엇을 얻고 다른 무엇을 내어 줍니다.

## course

toml-fault = { $how ->
    [duplicate-key] 같은 키가 두 번 있습니다
    [missing-value] 값이 빠졌습니다
    [unquoted] 값이 와야 하고, 텍스트라면 따옴표로 둘러싸야 합니다
    [quote] 따옴표가 빠졌습니다
    [unclosed] 닫지 않은 괄호가 있습니다
    [comma] 쉼표가 빠졌습니다
    [extra-comma] 쉼표가 하나 더 있습니다
    [equals] =이 하나 더 있습니다
    [no-equals] =과 값이 없는 키가 있습니다
    [key] 키로 쓸 수 없는 이름입니다
    [dots] 한 줄에 점이 너무 많습니다
   *[other] { $message }
}
pack-after =
    이 검사 앞에 “{ $name }” 검사가 없습니다.
    앞에 있는 검사의 이름을 적으십시오.
pack-amount =
    “{ $field }”의 값이 0 이상의 수가 아닙니다.
    0 이상의 수를 쓰십시오.
pack-by =
    `by`와 `compare = "ordered"`는 함께 씁니다.
    정렬할 컬럼을 적거나 다른 방법으로 비교하십시오.
pack-callout =
    “{ $kind }” 콜아웃은 없습니다.
    NOTE, TIP, WARNING, MISCONCEPTION 가운데 하나를 쓰십시오.
pack-case =
    사례의 형식이 아닙니다.
    `when`과 함께 `then`, `refused` 가운데 하나를 쓰거나 `state`만 쓰십시오.
pack-case-type =
    사례의 커맨드나 이벤트에 `type`이 없습니다.
    모두 텍스트 `type`을 가져야 합니다.
pack-check-of-other-kind =
    “{ $field }” 검사는 { $kind } 종류의 연습 문제에 씁니다.
    여기에 쓸 수 있는 것: { $allowed }
pack-check-types =
    “{ $name }” 검사에 유형이 둘 이상 있습니다.
    유형마다 검사를 나누십시오({ $allowed }).
pack-check-unwatched =
    “{ $name }” 검사에서 실패하는 오답이 없습니다.
    wrong/ 아래에 오답을 추가하고 [wrong]에 적으십시오.
pack-check-without-type =
    “{ $name }” 검사에 유형이 없습니다.
    {""}[checks.{ $name }.유형]으로 쓰십시오. 쓸 수 있는 유형: { $allowed }
pack-cycle =
    “{ $id }”의 선행 조건 “{ $other }”을(를) 따라가면 다시 “{ $id }”에 이릅니다.
    둘 중 하나를 빼십시오.
pack-database-name =
    “{ $name }”은(는) 데이터베이스 이름으로 쓸 수 없습니다.
    영문 소문자, 숫자, _만 쓰며 main, temp, before는 쓸 수 없습니다.
pack-dead-link =
    링크 “{ $to }”의 대상이 없습니다.
    레슨, 레슨#절, #절, 연습 문제, https 주소 가운데 하나를 쓰십시오.
pack-dead-section =
    링크 “{ $to }”의 절이 그 레슨에 없습니다.
    있는 절: { $allowed }
pack-decoy-fits =
    “{ $name }”은(는) 정답이므로 미끼가 될 수 없습니다.
    빼십시오.
pack-duplicate-id =
    id “{ $id }”은(는) { $other }에서 이미 쓰고 있습니다.
    다른 id를 고르십시오.
pack-duplicate-section =
    id가 “{ $id }”인 제목이 둘 있습니다.
    하나를 바꾸십시오.
pack-duplicate-key =
    같은 키가 두 번 있습니다.
    하나를 빼거나 둘을 합치십시오.
pack-empty-list =
    “{ $field }”이(가) 비어 있습니다.
    하나 이상 적으십시오.
pack-empty-text =
    “{ $field }”의 글이 비어 있습니다.
    채우십시오.
pack-expect-alone =
    이 `expect` 블록에는 해당하는 블록이 없습니다.
    `sql run`이나 `js run` 블록 바로 아래에 한 번만 두십시오.
pack-expect-uneven =
    `expect`의 줄마다 칸의 수가 다릅니다.
    첫 줄에 컬럼 이름을 쓰고, 다음 줄부터 칸을 같은 수로 “ | ”로 나누어 쓰십시오.
pack-extra-file =
    “{ $path }” 파일은 답안에 속하지 않습니다.
    지우거나 `files`에 적으십시오(현재: { $allowed }).
pack-extra-key =
    exercise.toml에 “{ $key }”이(가) 없습니다.
    키를 지우거나 이름을 고치십시오({ $allowed }).
pack-fence =
    “{ $info }” 블록은 없습니다.
    언어 이름만 쓰거나 다음 가운데 하나를 쓰십시오: { $allowed }
pack-few-datasets =
    데이터셋 { $count }개로는 답을 가려내기에 부족합니다.
    `rows`에 수를 { $least }개 이상 적으십시오.
pack-few-histories =
    { $count }개로는 입증하기에 부족합니다.
    { $least }개 이상으로 하십시오.
pack-found = { $kind ->
    [text] 텍스트 { $value }
    [number] 숫자 { $value }
    [truth] { $value }
    [list] 목록
    [table] 표
   *[other] { $value }
}
pack-format =
    이 프로그램은 형식 { $found }이(가) 아니라 1을 읽습니다.
    format = 1로 쓰거나 새 버전의 프로그램을 설치하십시오.
pack-from =
    “{ $name }”을(를) 만드는 컬럼이 앞에 없습니다.
    순서를 바꾸거나 다음 가운데 하나를 쓰십시오: { $allowed }
pack-front-differs =
    “{ $field }”이(가) { $other }와(과) 다릅니다.
    같게 하십시오.
pack-handler =
    “{ $name }”: 핸들러의 이름이 아닙니다.
    `서비스.핸들러` 꼴로 쓰십시오.
pack-heading-attributes =
    제목의 속성이 아닙니다.
    제목 뒤에는 id와 `teach`만 쓰십시오: {"{"}#id teach=concept.id{"}"}
pack-heading-level =
    여기에 쓸 수 없는 단계의 제목입니다.
    # 두 개에서 네 개로 쓰십시오. 레슨 제목은 머리말에 있습니다.
pack-heading-without-id =
    이 제목에 id가 없습니다.
    제목 글 뒤에 {"{"}#id{"}"}를 쓰십시오.
pack-headings-differ =
    제목이 { $other }와(과) 다릅니다: 저쪽은 { $wanted }, 여기는 { $found }.
    두 언어의 제목에 같은 id와 `teach`를 쓰십시오.
pack-history =
    “{ $path }”은(는) 저마다 `type`이 있는 이벤트의 JSON 배열이 아닙니다: { $why }
    배열로 고치십시오.
pack-home-does-not-teach =
    개념 “{ $id }”은(는) 레슨 “{ $lesson }”에서 가르쳐야 합니다.
    `concepts`와 제목의 `teach`에 적으십시오.
pack-html =
    HTML은 표시하지 않습니다.
    Markdown으로 쓰십시오.
pack-id-differs =
    id “{ $id }”과(와) 폴더 “{ $folder }”의 이름이 다릅니다.
    폴더의 번호를 빼고 같게 하십시오.
pack-invalid =
    여기에 쓸 수 없습니다: { $why }
    바로잡으십시오. 쓸 수 있는 것은 docs/authoring.md에 있습니다.
pack-law-of-other-kind =
    이 법칙은 이 종류의 연습 문제에 쓰지 않습니다.
    빼거나 다른 법칙을 쓰십시오.
pack-least-most =
    “{ $field }”에서 최솟값이 최댓값보다 큽니다.
    최솟값을 먼저 쓰십시오: [5, 20]
pack-link =
    “{ $path }”은(는) 심볼릭 링크입니다.
    파일 자체를 두십시오.
pack-listed-twice =
    “{ $id }”이(가) 두 번 나옵니다.
    하나를 빼십시오.
pack-live-differs =
    실행 블록이 { $other }와(과) 다릅니다: 저쪽은 { $wanted }, 여기는 { $found }.
    두 언어에 같은 블록을 같은 순서로 두십시오.
pack-live-in-text =
    “{ $info }” 블록은 레슨에만 쓸 수 있고 연습 문제의 글에는 쓸 수 없습니다.
    빼거나 레슨으로 옮기십시오.
pack-live-nested =
    “{ $info }” 블록은 목록, 인용, 콜아웃 안에 둘 수 없습니다.
    밖으로 옮기십시오.
pack-missing-field =
    “{ $field }”이(가) 없습니다.
    추가하십시오.
pack-missing-file =
    “{ $path }” 파일이 없습니다.
    파일을 추가하거나 언급을 지우십시오.
pack-missing-key =
    {""}[{ $table }]에 “{ $key }”의 { $lang } 글이 없습니다.
    추가하십시오.
pack-name =
    “{ $name }”은(는) 이름으로 쓸 수 없습니다.
    영문 소문자로 시작하고 소문자, 숫자, 하이픈 하나씩만 쓰십시오.
pack-no-chapter =
    이 연습 문제들이 속한 장이 없습니다.
    { $path } 파일을 추가하거나 폴더 이름을 바꾸십시오.
pack-no-checks =
    검사가 없습니다.
    {""}[checks.이름.유형]을 하나 이상 추가하십시오.
pack-no-database =
    데이터베이스 “{ $name }”의 스크립트가 없습니다.
    { $path } 또는 { $shared } 파일을 추가하십시오.
pack-no-events =
    선언한 커맨드도 이벤트도 없습니다.
    {""}[task.events.events]나 [task.events.commands]를 추가하십시오.
pack-no-front-matter =
    레슨은 머리말로 시작합니다.
    +++ 두 줄 사이에 TOML을 쓰십시오.
pack-no-language =
    팩에 언어가 없습니다.
    languages = ["en"]처럼 쓰십시오.
pack-no-right-answer =
    정답이 없는 문제입니다.
    `right`에 선택지를 하나 이상 적으십시오.
pack-no-such-answer-file =
    “{ $name }”은(는) 답안의 파일이 아닙니다.
    있는 것: { $allowed }
pack-no-such-check =
    “{ $name }” 검사가 없습니다.
    있는 것: { $allowed }
pack-no-such-column =
    생성하는 컬럼에 “{ $name }”이(가) 없습니다.
    있는 것: { $allowed }
pack-no-such-command =
    선언한 커맨드에 “{ $name }”이(가) 없습니다.
    있는 것: { $allowed }
pack-no-such-concept =
    concepts.toml에 개념 “{ $id }”이(가) 없습니다.
    추가하거나 다른 개념을 적으십시오.
pack-no-such-database =
    “{ $name }” 데이터베이스가 없습니다.
    있는 것: { $allowed }
pack-no-such-exercise =
    “{ $id }” 연습 문제가 없습니다.
    있는 것을 적으십시오.
pack-no-such-function =
    `inputs`에 선언한 함수 “{ $name }”이(가) 없습니다.
    있는 것: { $allowed }
pack-no-such-lesson =
    “{ $id }” 레슨이 없습니다.
    있는 것을 적으십시오.
pack-no-such-member =
    “{ $name }”은(는) 집합의 원소가 아닙니다.
    있는 것: { $allowed }
pack-no-such-option =
    “{ $name }”은(는) 선택지에 없습니다.
    있는 것: { $allowed }
pack-no-such-requirement =
    선행 조건으로 적은 “{ $id }” 레슨이나 연습 문제가 없습니다.
    있는 것을 적으십시오.
pack-no-such-rows =
    “{ $name }”(이)라는 행을 내주는 단계가 없습니다.
    있는 것: { $allowed }
pack-no-such-service =
    “{ $name }”은(는) 이 과제의 데이터베이스도 서비스도 아닙니다.
    있는 것: { $allowed }
pack-no-such-set =
    “{ $name }” 집합이 없습니다.
    있는 것: { $allowed }
pack-no-such-shape =
    `shape`에 “{ $name }” 표가 없습니다.
    있는 것: { $allowed }
pack-no-such-table =
    “{ $name }” 테이블을 만드는 스크립트가 없습니다.
    있는 것: { $allowed }
pack-no-text =
    “{ $field }”의 { $lang } 글이 없습니다.
    추가하십시오.
pack-not-a-file =
    “{ $path }”은(는) 일반 파일이 아닙니다.
    일반 파일을 두십시오.
pack-not-listed =
    “{ $id }” 연습 문제의 폴더가 있으나 `exercises`에 없습니다.
    추가하십시오.
pack-not-practised =
    완성된 장 “{ $chapter }”에 개념 “{ $id }”을(를) 연습하는 문제가 없습니다.
    연습 문제의 `concepts`에 적으십시오.
pack-not-taught =
    개념 “{ $id }”을(를) 가르치는 제목이 없습니다.
    해당 제목에 teach={ $id }를 추가하십시오.
pack-not-text =
    “{ $path }”은(는) UTF-8 텍스트가 아닙니다.
    UTF-8로 저장하십시오.
pack-one-line =
    “{ $field }”이(가) 한 줄이 아닙니다.
    한 줄의 글로 쓰십시오.
pack-one-toml =
    이 종류의 답안은 .toml로 끝나는 파일 하나입니다.
    `files`에 그 파일만 적으십시오.
pack-only-timed =
    시간을 재지 않으면 “{ $field }”은(는) 뜻이 없습니다.
    `[task.sim]`에 time = "timed"를 쓰거나 지우십시오.
pack-particle =
    “{ $found }”의 조사가 맞지 않습니다.
    “{ $wanted }”(으)로 쓰십시오.
pack-path =
    “{ $path }”은(는) 폴더를 벗어납니다.
    폴더 안의 경로를 쓰십시오.
pack-picture =
    그림은 표시하지 않습니다.
    `diagram` 블록에 글자로 그리십시오.
pack-plan =
    실행 계획에서 볼 것이 없습니다.
    `no-scan`이나 `searched`를 적으십시오.
pack-predicate =
    “{ $name }”은(는) 술어가 아닙니다.
    법칙 `holds`에는 given/의 파일을 given = "file.js#function"으로 적습니다.
pack-predict-alone =
    이 `predict` 블록에는 해당하는 블록이 없습니다.
    `sql run`이나 `js run` 블록 바로 앞에 두십시오.
pack-question-options =
    선택지가 { $count }개입니다.
    두 개에서 여섯 개를 쓰십시오.
pack-question-without-right =
    맞는 선택지가 없습니다.
    하나에 right = true를 추가하십시오.
pack-range =
    “{ $field }”의 값이 범위를 벗어납니다.
    { $from }에서 { $to } 사이의 수를 쓰십시오.
pack-section-id =
    “{ $id }”은(는) id로 쓸 수 없습니다.
    영문 소문자로 시작하고 소문자, 숫자, 하이픈 하나씩만 쓰십시오.
pack-service-name =
    “{ $name }”: 서비스의 이름으로 쓸 수 없습니다.
    소문자, 숫자, `_`만 쓰십시오. `world`, `broker`, `main`, `temp`도 쓸 수 없습니다.
pack-stray =
    “{ $path }” 파일을 쓰는 곳이 없습니다.
    지우거나 제자리에 두십시오.
pack-table-form =
    “{ $name }”에 데이터베이스가 적혀 있지 않습니다.
    데이터베이스.테이블 형식으로 쓰십시오.
pack-takes =
    “{ $name }”(이)라는 행을 내주는 앞 단계가 없습니다.
    있는 것: { $allowed }
pack-teach-unlisted =
    제목이 가르치는 “{ $id }”이(가) 머리말의 `concepts`에 없습니다.
    추가하십시오.
pack-term =
    여기의 [[ 또는 ]]는 용어가 아닙니다.
    괄호를 닫고, 표 안에서는 세로줄을 \|로 쓰십시오.
pack-three-hints =
    힌트가 { $count }개입니다.
    가벼운 귀띔에서 거의 답까지 세 개를 차례로 쓰십시오.
pack-toml =
    TOML이 아닙니다: { toml-fault }
    이 줄을 바로잡으십시오.
pack-too-deep =
    목록, 인용, 강조가 너무 깊게 겹쳤습니다.
    단계를 줄이십시오.
pack-too-large =
    “{ $path }”의 크기가 { $bytes }바이트입니다. 팩의 파일은 1,000,000바이트까지입니다.
    줄이거나 빼십시오.
pack-two-at-least =
    “{ $field }”의 항목이 두 개보다 적습니다.
    두 개 이상 적으십시오.
pack-two-sessions =
    인터리빙의 세션이 { $count }개입니다.
    둘을 적으십시오.
pack-uneven-rows =
    여기에는 수가 { $count }개, 앞의 테이블에는 { $wanted }개 있습니다.
    한 과제의 테이블은 모두 데이터셋 수를 같게 하십시오.
pack-unknown-field =
    여기에 “{ $field }” 필드는 없습니다.
    있는 것: { $allowed }
pack-unknown-value =
    “{ $value }”은(는) 여기에 쓸 수 있는 값이 아닙니다.
    쓸 수 있는 값: { $allowed }
pack-unreadable =
    “{ $path }” 파일을 읽지 못합니다: { $why }
    권한과 디스크를 확인하십시오.
pack-wanted = { $kind ->
    [text] 텍스트
    [whole] 정수
    [number] 수
    [truth] true나 false
    [list] 목록
    [table] 표
   *[other] { $value }
}
pack-was-taken =
    예전 id “{ $id }”은(는) { $other }에서 쓰고 있습니다.
    빼십시오.
pack-wrong-type =
    { $wanted }이(가) 와야 할 자리에 { $found }이(가) 있습니다.
    { $wanted }을(를) 쓰십시오.
pack-wrong-unlisted =
    오답 “{ $name }”이(가) [wrong]에 없습니다.
    실패하는 검사를 적으십시오.

## story: a trace told, on the screen, as text and in exports

story-clients = 고객
story-broker = 브로커
story-starts = 시작
story-restarts = 다시 시작
story-asked = { $client } 요청: { $what }
story-delivered = { $handler } 수신: { $what }
story-called = 호출됨: { $what }
story-ticked = 차례가 되어 { $handler } 실행
story-goes-on = { $handler }: 결과를 듣고 이어서 실행
story-over = { $handler } 종료
story-heard = { $client }이(가) 결과를 들음
story-gave-up = { $what }: 제때 응답이 없어 Timeout을 들음
story-done = 완료
story-acknowledges = 확인 응답
story-again = 다시: { $what }
story-attempt = { $n }번째 시도: { $what }
story-overtakes = 앞지름: { $what }
story-reads = { $what } 읽음 → { $rows }
story-rows = { $n ->
    [0] 행 없음
   *[other] { $n }행
}
story-fails = { $what } 실패: { $why }
story-changes-nothing = { $what }: 바뀐 행 없음
story-nothing-changed = 커밋, 바뀐 것 없음
story-rollback = 롤백
story-refused = 커밋이 거부됨
story-throws = 예외 { $error }
story-publishes = 발행: { $what }
story-calls = { $service } 호출: { $what }
story-ends = 끝남
story-returns = 반환: { $value }
story-crash = 크래시
story-crash-in = { $handler } 도중 크래시
story-crash-after = { $handler } 도중 크래시, 직전: { $what }
story-sent-twice = { $what }: 두 번 발행됨
story-forgotten = { $handler }의 처리 기록이 사라져 메시지가 다시 옴
story-pause = 일시 정지
story-pause-in = { $handler } 도중 일시 정지
story-pause-after = { $handler } 도중 일시 정지, 직전: { $what }
story-woke = 깨어나 하던 일을 이어서 함
story-down = { $service } 중단됨
story-up = { $service } 복구됨
story-parted = { $one }와(과) { $other } 사이가 끊김
story-healed = { $one }와(과) { $other } 사이가 다시 이어짐
story-unanswered = { $what } 응답 없음: 처리되었는지 알 수 없음
story-commit-unanswered = 커밋되었지만 Timeout을 들음
story-publish-unanswered = 발행되었지만 Timeout을 들음
story-call-failed = { $what }: 호출 거부, 처리되지 않음
story-commit-refused = 이곳의 다음 커밋이 거부됨
story-evicted = 캐시가 { $key } 항목을 버림
story-cache-down = 여기서 다음에 캐시를 쓰면 실패함
story-request-lost = { $what }: 요청 유실, 호출자는 Timeout
story-reply-lost = { $what }: 처리되었지만 응답 유실, 호출자는 Timeout
story-call-late = { $what }: Timeout, 호출은 아직 가는 중
story-broken = ✘ { $check }
story-holds-again = ✔ { $check }
story-rest = 모든 것이 멈춤
story-loop = { $first }단계부터 { $last }단계까지 끝없이 반복
story-bound = { $n }단계에서 중단됨
story-horizon = 정해진 시간이 다 됨
story-livelock = ✘ 끝내 멈추지 않음
story-not-settled = ✘ 아직 멈추지 않음
story-exceeded-calls = { $n ->
    [0] 호출해서는 안 되는데 호출함
   *[other] 호출이 { $n }번을 넘음
}
story-exceeded-messages = { $n ->
    [0] 발행해서는 안 되는데 메시지를 발행함
   *[other] 발행한 메시지가 { $n }개를 넘음
}
story-exceeded-rows = { $n ->
    [0] 읽어서는 안 되는데 행을 읽음
   *[other] 읽은 행이 { $n }개를 넘음
}
story-exceeded-transaction = 트랜잭션 안에서 한 일이 { $n }개를 넘음
story-exceeded-time = { $n } ms를 넘김
story-not-awaited = 요청한 일을 기다리지 않음
story-did-not-stop = 멈추지 않음
story-left-open = 트랜잭션을 연 채 끝남
story-nested = 트랜잭션 안에서 트랜잭션을 시작함
story-no-handler = 그런 핸들러가 없음
story-no-topic = 그런 토픽이 없음
story-no-service = 그런 서비스가 없음
story-deadlock = ✘ 핸들러들이 서로를 끝없이 기다림
story-foreign-table = 다른 서비스의 테이블을 사용함
story-not-allowed = 허용되지 않는 문장을 실행함
story-bad-statement = 잘못된 문장을 실행함
story-waits-for-ever = 오지 않을 것을 기다림
story-does-not-load = 모듈을 불러올 수 없음
story-no-part = 서비스에 없는 것을 요청함
story-bad-use = 할 수 없는 일을 요청함
story-not-defined = 여기에 없는 이름을 사용
story-flight-message = { $what } → { $to }
story-flight-again = { $what } → { $to }, { $n }번 전달됨, 확인 응답 없음
story-flight-dead = { $what } → { $to }: 치워 둠
story-flight-call = { $what } 호출 → { $to }
story-flight-late = { $what } 호출 → { $to }, 호출자는 포기함
story-title = { $title } · 스케줄 { $id }
story-adapted = 이 스케줄은 다른 답안이나 문제에서 만들어졌습니다. 맞지 않는 부분은 건너뛰었습니다.
story-beginning = 시작 시점
story-no-rows = 행 없음
story-nothing-in-flight = 없음
story-nothing-there = 없음
story-asked-later = { $check } (마지막에 확인)
story-asked-elsewhere = { $check } (이 이야기에서는 확인하지 않음)

## layout

layout-note = 참고
layout-tip = 도움말
layout-warning = 주의
layout-misconception = 흔한 오해
layout-run = 실행
layout-play = 재생
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
settings-unknown =
    “{ $key }”(이)라는 설정은 없습니다. 있는 설정: { $allowed }.
    이름을 바로잡거나 그 줄을 지우십시오.
settings-value =
    “{ $key }”에 쓸 수 없는 값입니다. 쓸 수 있는 값: { $allowed }.
    이 가운데 하나를 쓰십시오. 그때까지는 그 줄이 없는 것으로 봅니다.
settings-unreadable =
    설정을 읽을 수 없습니다. 64KB 이하의 일반 UTF-8 파일이 아닙니다.
    그런 파일을 두거나 이 파일을 치우십시오.
settings-not-saved =
    설정을 적용했지만 저장하지 못했습니다: { $detail }.
    데이터 폴더를 쓸 수 있게 하거나 --home으로 다른 폴더를 지정하십시오.
keys-place =
    “{ $place }”(이)라는 자리의 동작 표는 없습니다. 있는 자리: { $allowed }.
    이름을 바로잡거나 지우십시오.
keys-action =
    “{ $place }”에 “{ $action }” 동작은 없습니다. 있는 동작: { $allowed }.
    이름을 바로잡거나 그 줄을 지우십시오.
keys-list =
    “{ $action }”의 키는 하나 이상을 담은 목록으로 씁니다.
    목록은 ["f5", "ctrl-g"]처럼 쓰십시오.
keys-key =
    “{ $key }”: 터미널이 보내는 키가 아닙니다.
    "a", "G", "enter", "f5", "ctrl-s", "alt-x", "shift-tab"처럼 쓰십시오.
keys-letter =
    “{ $key }”: 여기서 이 글자를 입력할 수 없게 됩니다.
    기능 키나 ctrl-, alt-가 붙은 키를 쓰십시오.
keys-twice =
    “{ $key }”: 여기서 “{ $action }” 동작의 키이기도 합니다.
    둘 가운데 하나에 다른 키를 주십시오.
progress-import-refused =
    Sagabook이 내보낸 파일이 아닙니다: { $why }
    위치: { $path }
    아무것도 가져오지 않았습니다. `sagabook progress export`가 쓴 파일을 주십시오.
progress-import-newer =
    이 내보내기의 형식은 { $found }인데 이 Sagabook은 { $known }까지 압니다.
    위치: { $path }
    아무것도 가져오지 않았습니다. 이 파일을 쓴 Sagabook을 설치하십시오.

## cli

cli-error = 오류:
cli-warning = 경고:
cli-at = 위치: { $path }
cli-yes = y yes 예 네
cli-no-home =
    진도와 답안을 둘 폴더가 없습니다.
    위치: 이 프로그램의 환경
    --home DIR이나 SAGABOOK_HOME으로 지정하십시오.
cli-no-terminal = 워크북에는 터미널이 필요합니다. 터미널이 없으면 `sagabook --plain`이나 `list`, `read`, `show`, `check`를 쓰십시오(`sagabook --help` 참고).
cli-nothing-found =
    `{ $words }`를 모두 담은 글이 없습니다.
    위치: 이 언어의 레슨, 연습 문제, 용어
    낱말을 줄이거나 일부만 써 보십시오.
cli-no-such =
    { $kind ->
        [exercise] 이런 연습 문제가
        [lesson] 이런 레슨이
        [chapter] 이런 장이
        [term] 이런 용어가
        [section] 이런 절이
       *[command] 이런 명령이
    } 없습니다: `{ $name }`.
    위치: 열려 있는 팩
    { $hint ->
        [near] 혹시 `{ $near }`입니까?
       *[none] { $kind ->
            [term] `sagabook glossary`가 모두 보여 줍니다.
            [command] `sagabook --help`가 모두 보여 줍니다.
           *[other] `sagabook list`가 모두 보여 줍니다.
        }
    }
cli-usage =
    { $kind ->
        [command] 이런 명령이 없습니다: `{ $name }`.
        [option] 여기에 쓸 수 없는 옵션입니다: `{ $name }`.
        [argument] 여기에 쓸 자리가 없는 인수입니다: `{ $name }`.
        [missing] 빠진 것이 있습니다: { $name }.
        [no-value] `{ $name }`에 값이 필요합니다.
        [value] `{ $name }`에 쓸 수 없는 값입니다: `{ $other }`.
        [conflict] `{ $name }`, `{ $other }` 둘은 함께 쓸 수 없습니다.
        [twice] 두 번 주었습니다: `{ $name }`.
        [not-text] UTF-8 텍스트가 아닌 인수가 있습니다.
       *[other] { $name }
    }
    위치: { $line }
    { $hint ->
        [near] 혹시 `{ $near }`입니까?
        [values] 쓸 수 있는 값: { $near }.
        [range] { $near } 사이의 수를 쓰십시오.
        [number] 정수를 쓰십시오.
        [lang] en, ko처럼 영문 소문자 두세 글자로 쓰십시오.
       *[none] 쓰는 법은 `{ $help }`에서 볼 수 있습니다.
    }
cli-is-an-exercise =
    `{ $name }`: 레슨이 아니라 연습 문제입니다.
    위치: 열려 있는 팩
    `sagabook show { $name }`으로 볼 수 있습니다.
cli-no-such-language =
    `{ $lang }`로 된 것이 없습니다.
    위치: --lang
    있는 언어: { $there }.
cli-other-language = 이 글은 `{ $wished }`로는 없어 `{ $lang }`로 보여 줍니다.
cli-lessons = 레슨
cli-exercises = 연습 문제
cli-files = 파일
cli-checks = 검사
cli-passed-of = { $all }개 중 { $passed }개 통과
cli-points = { $n }점
cli-points-of = { $all }점 중 { $points }점
cli-cases = 경우 { $n }개
cli-no-stories =
    `{ $name }` 연습 문제는 { $kind } 종류라서 이야기가 없습니다.
    위치: EXERCISE
    sim 종류의 연습 문제를 적으십시오. `sagabook list`가 보여 줍니다.
cli-bad-schedule =
    “{ $id }”: 이야기의 id가 아닙니다{ $why ->
        [version] . 다른 버전에서 만든 것입니다
        [check-digit] . 잘못 친 글자가 있습니다
        [length] . 잘렸거나 너무 깁니다
       *[character] . id에 없는 글자가 있습니다
    }.
    위치: --schedule
    `sagabook check`가 출력한 것을 다시 복사하십시오.
cli-schedule = 이야기 보기: `sagabook trace { $exercise }{ $answer } --schedule { $id }`
cli-init =
    작업 폴더 { $folder }에 연습 문제 { $exercises }개가 있습니다(새 파일 { $files }개).
    그 안에서 `sagabook check 연습문제 --watch`를 실행하면 저장할 때마다 채점합니다.
cli-watch-is-text =
    --watch는 거듭 채점하므로 텍스트 형식으로만 읽을 수 있습니다.
    위치: --format
    둘 중 하나를 빼십시오.
cli-watching = 지켜보는 중입니다. Ctrl-C로 끝냅니다.
cli-no-answer =
    `{ $exercise }`의 답안이 아직 없습니다.
    위치: { $folder }
    `sagabook init`이나 워크북에서 시작하거나 --answer로 주십시오.
cli-no-answers =
    채점할 답안이 없습니다.
    위치: 이 작업 폴더와 데이터 폴더
    `sagabook init`이나 워크북에서 시작하거나 --answer DIR로 주십시오.
cli-answer-folder =
    답안이 여럿이면 연습 문제마다 폴더가 하나씩 든 폴더가 필요합니다.
    위치: --answer
    폴더를 주거나 연습 문제를 하나만 고르십시오.
cli-draft-newer = `{ $exercise }`의 `{ $file }`에 워크북에서 저장하지 않은 변경이 있습니다. 그것은 채점하지 않으니 워크북에서 저장하십시오.
cli-explain = 읽을 곳: sagabook read { $section }
cli-summary = 연습 문제 { $all }개 중 { $passed }개 통과, { $max }점 중 { $points }점.
cli-hint-more = 하나 더: sagabook hint { $exercise } --next
cli-hint-last = 마지막 힌트였습니다. 풀이: sagabook solution { $exercise }
cli-solution-untried = 아직 답을 고쳐서 채점해 보지 않았습니다. 그래도 풀이를 보시겠습니까? (y/N)
cli-reset = 시작 파일로 되돌렸습니다. 답안은 { $archive }에 있습니다.
cli-reset-nothing = 시작 파일을 두었습니다. 있던 답안은 없습니다.
cli-progress = 레슨 { $read }/{ $lessons } 읽음, 연습 문제 { $passed }/{ $exercises } 통과, { $points }/{ $max }점
cli-exported = { $path }에 썼습니다: 시도 { $attempts }개, 답안 { $answers }개.
cli-imported = 새로 온 것: 시도 { $attempts }개, 답안 { $answers }개. 이미 있는 답안 옆에 보관한 것: { $archived }개.
cli-not-kept =
    여기에는 아무것도 남길 수 없어 가져오지 않았습니다.
    위치: 데이터 폴더
    위의 경고를 보십시오.
cli-pack-not-empty =
    새 팩에는 빈 폴더가 필요합니다.
    위치: { $path }
    비어 있거나 아직 없는 폴더를 주십시오.
cli-pack-new = 이제: sagabook pack verify { $path }
cli-verified = 레슨 { $lessons }개, 연습 문제 { $exercises }개, 오답 { $wrong }개, 다른 정답 { $alternatives }개, 채점 { $gradings }번: { $problems ->
    [0] 모두 말한 대로입니다
   *[other] 문제 { $problems }개
}
cli-review-nothing = { $kind ->
    [later] 오늘 복습할 카드가 없습니다. 다음 카드는 { $day }에 나옵니다.
   *[none] 오늘 복습할 카드가 없습니다. 읽은 레슨, 틀린 질문, 실패한 검사가 카드가 됩니다.
}
cli-review-turn = ↵ 답 보기, q 끝내기
cli-review-rate = 1 다시  2 어려움  3 알맞음  4 쉬움, q 끝내기
cli-review-end = 카드 { $answered }장에 답했고, 오늘 { $left }장이 남았습니다.
review-due = 오늘 복습할 카드 { $n }장
review-ask-concept = 무엇입니까?
review-ask-question = 어느 것이 맞습니까?
review-ask-check = 한 번 실패한 검사입니다. 어떻게 해야 성립합니까?

## verify

verify-starter-code =
    시작 답안이 실패하는 까닭이 `{ $code }`입니다.
    불러올 수 있어야 하고, 검사에서 실패해야 합니다.
verify-starter-passes =
    시작 답안이 통과합니다.
    검사에서 실패해야 합니다.
verify-starter-no-check =
    시작 답안이 어떤 검사에서도 실패하지 않습니다({ $found }).
    검사에서 실패해야 합니다.
verify-solution-fails =
    시드 { $seed }에서 정답이 실패합니다: { $failed }
    정답이나 검사를 바로잡으십시오.
verify-alternative-fails =
    시드 { $seed }에서 `{ $answer }` 답안이 실패합니다: { $failed }
    바로잡거나 `wrong`으로 옮기십시오.
verify-wrong-passes =
    시드 { $seed }에서 `{ $name }` 오답이 통과합니다.
    검사에 걸려야 합니다.
verify-wrong-set =
    시드 { $seed }에서 `{ $name }` 오답이 실패한 검사: { $failed }. [wrong]에 적힌 검사: { $declared }.
    둘을 같게 하십시오.
verify-wrong-twice =
    두 오답 `{ $name }`, `{ $other }` 모두 근거까지 똑같이 실패합니다.
    하나는 가르치는 것이 없으니 빼십시오.
verify-not-deterministic =
    시드 { $seed }로 `{ $answer }` 답안을 두 번 채점한 결과가 서로 다릅니다.
    프로그램의 잘못이니 알려 주십시오.
verify-not-exhaustive =
    정답을 끝까지 탐색하지 못했습니다. 상태 { $states }개로는 모자랍니다.
    작업량, 결함, 핸들러를 줄이거나 `states`를 늘리거나 `exhaustive = false`를 적으십시오.
verify-ungradable =
    시드 { $seed }에서 `{ $answer }` 답안을 채점할 수 없습니다: { $why }
    연습 문제에 적힌 것을 바로잡으십시오.
verify-script =
    SQL을 해석할 수 없습니다: { $why }
    이 줄을 바로잡으십시오.
verify-block-differs =
    블록의 출력이 `expect`와 다릅니다. 실제 출력: { $actual }
    블록이나 `expect`를 바로잡으십시오.
verify-play-content =
    { $exercise }의 답안 { $answer }을(를) 읽을 수 없습니다({ $why }).
    연습 문제와 그 답안을 적으십시오: solution, starter, wrong=NAME, alt=NAME.
verify-play-none =
    { $exercise }에는 이야기가 없습니다. 시뮬레이션이 아니거나 이 답안을 불러올 수 없습니다.
    sim 종류의 연습 문제를 적으십시오.
verify-play-schedule =
    이 스케줄은 id가 아니거나 다른 답안에서 만들어졌습니다.
    답안을 `sagabook check`로 채점하고 출력된 id를 적거나, fails=CHECK를 적으십시오.
verify-play-renamed =
    이 스케줄은 다른 답안이나 바뀌기 전의 연습 문제에서 만들어졌습니다. 이 답안에서 그 id는 { $id }입니다.
    이 id를 적고, 이야기가 여전히 레슨의 설명과 맞는지 확인하십시오.
verify-play-holds =
    { $answer }에서 이 검사는 참입니다. 실패하는 이야기가 없습니다.
    답안이 실패하는 검사를 적으십시오.
verify-block-fails =
    블록이 실패합니다: { $why }
    블록을 바로잡거나 `run`을 빼십시오.

## tui

key-open = 열기
key-open-long = 선택한 것을 엽니다
key-continue = 이어서
key-continue-long = 멈춘 곳에서 이어 갑니다
key-up = 위
key-up-long = 하나 위로
key-down = 아래
key-down-long = 하나 아래로
key-left = 왼쪽
key-left-long = 왼쪽으로
key-right = 오른쪽
key-right-long = 오른쪽으로
key-quit = 끝내기
key-quit-long = Sagabook을 끝냅니다. 입력한 것은 남습니다
key-choose = 고르기
key-choose-long = 고릅니다
key-follow = 실행·열기
key-follow-long = 선택한 것을 실행하거나 엽니다
key-next-spot = 선택
key-next-spot-long = 실행하거나 열 수 있는 다음 것을 선택합니다
key-previous-spot = 앞 선택
key-previous-spot-long = 바로 앞의 것을 선택합니다
key-page-down = 다음 쪽
key-page-down-long = 한 쪽 아래로
key-page-up = 앞 쪽
key-page-up-long = 한 쪽 위로
key-top = 처음
key-top-long = 처음으로
key-bottom = 끝
key-bottom-long = 끝으로
key-next-section = 다음 절
key-next-section-long = 다음 절로
key-previous-section = 앞 절
key-previous-section-long = 앞 절로
key-run = 실행
key-run-long = 보이는 블록을 실행합니다
key-back = 뒤로
key-back-long = 오던 곳으로 돌아갑니다
key-check = 채점
key-check-long = 저장하고 채점합니다
key-hint = 힌트
key-hint-long = 다음 힌트를 봅니다
key-card = 카드
key-card-long = 핸들러가 쓸 수 있는 것과 자바스크립트
key-solution = 풀이
key-solution-long = 풀이를 봅니다
key-attempts = 시도
key-attempts-long = 지난 시도를 보고 견줍니다
key-attempt-take = 가져오기
key-attempt-take-long = 이 시도를 편집기로 가져옵니다. 한 번에 되돌릴 수 있습니다
key-attempt-mark = 표시
key-attempt-mark-long = 다른 시도를 이 시도와 견줍니다. 한 번 더 누르면 편집기와 견줍니다
key-reset = 초기화
key-reset-long = 답안을 보관하고 처음부터 다시 시작합니다
key-edit-outside = 편집기
key-edit-outside-long = 저장하고 내 편집기로 파일을 고칩니다($VISUAL 또는 $EDITOR)
key-pane = 창 이동
key-pane-long = 다음 창으로: 과제, 답안, 결과
key-pane-before = 앞 창
key-pane-before-long = 앞 창으로
key-file = 파일
key-file-long = 답안의 다음 파일로
key-undo = 되돌리기
key-undo-long = 마지막 변경을 되돌립니다
key-redo = 다시
key-redo-long = 되돌린 것을 다시 합니다
key-select-all = 모두 선택
key-select-all-long = 전체를 선택합니다
key-copy = 복사
key-copy-long = 선택한 것을 복사합니다 (Shift와 화살표로 선택)
key-cut = 잘라내기
key-cut-long = 선택한 것을 잘라냅니다
key-paste = 붙여넣기
key-paste-long = 여기서 복사한 것을 넣습니다
key-comment = 주석
key-comment-long = 줄을 주석으로 만들거나 되돌립니다
key-find-in-file = 찾기
key-find-in-file-long = 이 파일에서 단어를 찾고 바꿉니다
key-replace = 바꾸기
key-replace-long = 바꿔 넣을 말을 입력합니다
key-replace-here = 바꾸기
key-replace-here-long = 이곳을 바꾸고 다음으로 갑니다
key-replace-all = 모두 바꾸기
key-replace-all-long = 찾은 곳을 모두 한 번에 바꿉니다
key-find-field = 찾기
key-find-field-long = 찾는 말로 돌아갑니다
key-vim-normal = 명령
key-vim-normal-long = 명령 모드로 돌아갑니다
key-value-next = 다음 값
key-value-next-long = 다음 값으로 바꿉니다
key-value-before = 앞 값
key-value-before-long = 앞의 값으로
key-proceed = 계속
key-proceed-long = 계속합니다: 답안으로, 실패한 검사를 설명하는 절로, 통과한 뒤에는 다음 것으로
key-stop = 중지
key-stop-long = 채점을 멈춥니다. 시도로 세지 않습니다
key-to-line = 그 자리로
key-to-line-long = 고른 지적이 가리키는 답안의 자리로
key-to-section = 설명하는 절
key-to-section-long = 고른 지적을 설명하는 절로
key-next-finding = 다음 지적
key-next-finding-long = 다음 지적을 고릅니다
key-finding-before = 앞 지적
key-finding-before-long = 앞 지적을 고릅니다
key-yes = 예
key-yes-long = 예
key-no = 아니요
key-no-long = 아니요
key-close = 닫기
key-close-long = 이 창을 닫습니다
key-find = 본문 찾기
key-find-long = 이 레슨에서 단어를 찾습니다
key-find-keep = 마침
key-find-keep-long = 입력을 마칩니다. 찾은 곳의 표시는 남습니다
key-find-next = 다음
key-find-next-long = 찾은 다음 곳으로
key-find-before = 앞
key-find-before-long = 찾은 앞 곳으로
key-find-stop = 찾기 끝
key-find-stop-long = 찾기를 끝냅니다
key-contents = 차례
key-contents-long = 이 레슨의 차례를 봅니다
key-go-back = 뒤로
key-go-back-long = 떠나온 레슨, 자리, 연습 문제로 돌아갑니다
key-go-forward = 앞으로
key-go-forward-long = 다시 앞으로 갑니다
key-glossary = 용어집
key-glossary-long = 모든 용어와 그 뜻을 봅니다
key-search = 찾기
key-search-long = 레슨, 연습 문제, 용어를 찾습니다
key-palette = 명령
key-palette-long = 여기서 할 수 있는 일을 이름으로 찾습니다
key-map = 지도
key-map-long = 지도: 무엇이 무엇을 요구하는지 봅니다
key-trace = 추적
key-trace-long = 선택한 지적의 이야기를 한 단계씩 봅니다
key-trace-on = 다음
key-trace-on-long = 무언가 일어나는 다음 단계로 갑니다
key-trace-back = 이전
key-trace-back-long = 무언가 일어나는 이전 단계로 갑니다
key-step-on = 한 단계
key-step-on-long = 무엇이 일어나든 한 단계 앞으로 갑니다
key-step-back = 한 단계 뒤로
key-step-back-long = 한 단계 뒤로 갑니다
key-next-fault = 결함
key-next-fault-long = 다음 결함으로 갑니다
key-fault-before = 이전 결함
key-fault-before-long = 이전 결함으로 갑니다
key-violation = 위반
key-violation-long = 처음 무언가 어긋난 단계로 갑니다
key-state = 상태
key-state-long = 상태의 다음 부분
key-state-before = 상태 앞
key-state-before-long = 상태의 앞 부분
key-state-down = 상태 아래
key-state-down-long = 그 부분을 한 쪽 아래로
key-state-up = 상태 위
key-state-up-long = 그 부분을 한 쪽 위로
key-export = 내보내기
key-export-long = 이야기를 파일로 저장합니다
key-export-mermaid = Mermaid
key-export-mermaid-long = Mermaid 시퀀스 다이어그램
key-export-json = JSON
key-export-json-long = 모두 JSON으로
key-export-svg = SVG
key-export-svg-long = 그림(SVG)
key-export-text = 텍스트
key-export-text-long = 일반 텍스트
key-requires = 선행
key-requires-long = 이것에 앞서 할 것으로 갑니다
key-opens = 다음 것
key-opens-long = 이것을 하면 열리는 것으로 갑니다
key-next-ready = 지금 할 것
key-next-ready-long = 지금 할 수 있는 다음 것으로 갑니다
place-trace = 추적
place-export = 추적 내보내기
place-map = 지도
key-tour = 둘러보기
key-tour-long = 1분 동안 키를 둘러보거나 둘러보기를 끝냅니다
key-tour-away = 나중에
key-tour-away-long = 둘러보기를 다시 권하지 않습니다
key-home = 처음 화면
key-home-long = 어디에서든 처음 화면으로 갑니다
key-keys = 키
key-keys-long = 이 화면의 키를 봅니다
key-language = English
key-language-long = Read in English (다른 언어로)
key-settings = 설정
key-settings-long = 언어, 테마, 선 모양을 바꿉니다
place-home = 처음 화면
place-reader = 레슨
place-find = 레슨에서 찾기
place-play = 이야기
place-question = 본문 속 질문
place-checking = 채점 중
place-verdict = 결과
place-workbench = 연습 문제
place-editor = 편집기
place-seek = 편집기에서 찾기
place-vim = 편집기(vim 키)
place-form = 답안
place-pane = 과제와 결과
place-search = 찾기
key-review = 복습
key-review-long = 배운 것을 때가 되면 다시 묻기
key-show-answer = 답
key-show-answer-long = 답 보기
key-again = 다시
key-again-long = 몰랐음: 곧 다시 묻기
key-hard = 어려움
key-hard-long = 힘들게 떠올림
key-good = 알맞음
key-good-long = 잘 앎
key-easy = 쉬움
key-easy-long = 바로 떠올림
key-source = 열기
key-source-long = 카드가 나온 레슨이나 연습 문제 열기
place-review = 복습
key-history = 진도
key-history-long = 돌아보기: 장, 날짜, 약한 곳
place-history = 진도
place-popup = 창
place-settings = 설정
place-attempts = 지난 시도
place-confirm = 질문
place-everywhere = 어디서나
help-title = 키
term-taught = ↵ 다루는 레슨: { $title }
confirm-solution = 풀이
confirm-solution-words = 아직 답을 고쳐서 채점해 보지 않았습니다. 그래도 풀이를 보시겠습니까? 풀이를 보았다는 표시가 남으며 점수는 바뀌지 않습니다.
confirm-reset = 초기화
confirm-reset-words = 지금 답안을 보관함에 넣고 처음부터 다시 시작하시겠습니까?
confirm-take-file = 두 가지 내용
confirm-take-file-words = 여기서 입력을 시작한 뒤에 파일이 밖에서 바뀌었습니다. 파일의 내용으로 바꾸시겠습니까? “아니요”를 고르면 입력한 내용이 편집기에 남고, 다음 채점 때 파일에 저장됩니다.
card-title = 핸들러
solution-title = 풀이
trail-no-back = 돌아갈 곳이 없습니다.
trail-no-forward = 앞으로 갈 곳이 없습니다.
glossary-title = 용어집
glossary-nothing = 그런 용어가 없습니다
map-title = 지도
map-requires = 먼저 할 것
map-requires-nothing = 없습니다.
map-opens = 열리는 것
map-opens-nothing = 없습니다.
map-done = 마침
map-begun = 시작함
map-ready = 할 수 있음
map-later = 먼저 할 것이 남음
map-legend = ✔ 마침 ◐ 시작함 ○ 가능 · 나중
palette-title = 명령
palette-nothing = 여기에는 그런 이름이 없습니다.
palette-go = 이동
search-title = 찾기
search-hint = 단어나 단어의 일부를 입력하십시오. 입력한 것이 모두 들어 있는 레슨, 연습 문제, 용어를 찾습니다.
search-reading = 책을 읽고 있습니다 …
search-nothing = 모두 들어 있는 곳이 없습니다.
search-term = 용어

## tui-home

home-language = English · 한국어
home-chapters = 장
home-lessons = 레슨
home-exercises = 연습 문제
home-lesson = 레슨
home-exercise = 연습 문제
home-start = 시작
home-continue = 이어서
home-tour = 처음이십니까?
home-tour-take = 1분 키 둘러보기
home-all-done = 여기 있는 것을 모두 마쳤습니다.
home-nothing = 읽을 것이 없습니다. 팩에 장이 없습니다.

## tui-tour

tour-move = 화살표로 움직입니다. { $key } 아래로, → 장 안으로.
tour-open = { $key } 키로 선택한 것을 엽니다. 레슨 하나를 열어 보십시오.
tour-run = Space 키로 읽어 내려갑니다. 실행할 블록이 있으면 { $key } 키로 실행합니다.
tour-answer = 글 속의 질문에는 글자로 답합니다: { $key }. 틀린 예상은 아무도 세지 않습니다.
tour-back = { $key } 키로 돌아갑니다. 읽던 자리는 남습니다. 처음 화면으로 돌아가 보십시오.
tour-exercise = 이제 연습 문제 하나를 골라 { $key } 키를 누르십시오.
tour-check = 답을 입력하거나 그대로 두고 { $key } 키를 누르면 저장하고 채점합니다.
tour-keys = { $key } 키는 입력하는 중에도 그 화면의 키를 보여 줍니다.
tour-end = ({ $key } 끝내기)
tour-over = 둘러보기를 마쳤습니다. 나머지는 키 목록과 “:”에 있습니다. Esc 키로 돌아갑니다.

## tui-settings

wide-lines = 이 터미널은 선을 두 칸으로 그려 테두리가 어긋나 보입니다. ASCII 선을 쓰면 바르게 보입니다. 설정은 , 키로 엽니다(입력 중에는 F9).
settings-title = 설정
setting-language = 언어
setting-language-about = 레슨과 연습 문제, 프로그램의 언어입니다.
setting-language-en = English
setting-language-ko = 한국어
setting-theme = 테마
setting-theme-about = “터미널에 맞춤”은 어둡거나 밝은 바탕에 맞는 색을 쓰고 바탕은 그대로 둡니다. 나머지는 바탕색도 정합니다.
setting-theme-without = NO_COLOR나 --color가 색을 쓰지 않게 하므로 지금은 테마와 관계없이 색이 없습니다.
setting-theme-auto = 터미널에 맞춤
setting-theme-dark = 어둡게
setting-theme-light = 밝게
setting-theme-high-contrast = 고대비
setting-theme-no-color = 색 없음
setting-ascii = ASCII 선
setting-ascii-about = 선과 기호를 ASCII로만 그립니다. 선이나 기호가 너무 넓게 보이거나 보이지 않는 터미널에 씁니다.
setting-mouse = 마우스
setting-mouse-about = 클릭과 휠을 워크북에서 씁니다. Shift를 누른 채로는 터미널의 다른 곳에서처럼 글을 선택합니다.
setting-editor = 편집기 키
setting-editor-about = 보통 편집기의 키, 또는 명령·입력·선택이 나뉜 vim의 키를 씁니다. Ctrl-S, F1 등 연습 문제의 다른 키는 그대로입니다.
setting-editor-plain = 보통
setting-editor-vim = vim
setting-motion = 움직임
setting-motion-about = “줄임”을 고르면 채점하는 동안 올라가는 초처럼 저절로 바뀌는 것이 멈춥니다.
setting-motion-full = 그대로
setting-motion-reduced = 줄임
setting-true = 켬
setting-false = 끔

## tui-reader

reader-end = 레슨의 끝입니다. ↵로 다음으로 넘어갑니다.
reader-next = 다음: { $title }
reader-left = { $n }분 남음
vim-normal = 명령
vim-insert = 입력
vim-visual = 선택
vim-visual-line = 줄 선택
find-in-lesson = 찾기:
find-nothing = 이 레슨에 없습니다
find-nothing-in-file = 이 파일에 없습니다
find-replace = 바꿀 말:
find-replaced = { $n }곳을 바꾸었습니다.
contents-title = 차례
reader-guess-first = 먼저 예상해 보십시오. 글자 하나를 누르거나, 예상 없이 한 번 더 실행하십시오.
worker-lost = 프로그램의 오류로 작업이 끊겼습니다. 다시 시도해 주십시오.
run-fuel = 끝나지 않습니다. 정해진 작업량을 다 써서 멈췄습니다.
run-memory = 메모리를 다 썼습니다.
run-stack = 호출이 너무 깊습니다.
run-output = 출력이 너무 많습니다.
run-failed = 실행하지 못했습니다.
run-not-allowed = 여기서는 쓸 수 없습니다: { $what }
run-stopped = 멈추지 않아 끝냈습니다.
run-cancelled = 취소했습니다.
run-machine = 실행하지 못했습니다: { $why }

## tui-review

review-title = 복습
review-how-well = 얼마나 잘 떠올렸습니까?
review-none = 오늘 복습할 것이 없습니다. 읽은 레슨, 틀린 질문, 실패한 검사가 다음 날부터 카드로 나옵니다.
review-end = 카드 { $n }장을 마쳤습니다. { $left ->
    [0] 오늘 남은 카드가 없습니다.
   *[other] 오늘 { $left }장이 더 남았습니다.
} ↵를 누르면 돌아갑니다.

## tui-history

history-title = 진도
history-chapters = 장
history-time = 시간
history-time-today = 오늘
history-time-week = 이번 주
history-time-all = 모두
history-time-spent = { $h ->
    [0] { $m }분
   *[other] { $h }시간 { $m }분
}
history-concepts = 개념
history-days = 날짜
history-days-active = 지난 { $weeks }주 가운데 { $n }일 공부함
history-weekdays = 월 화 수 목 금 토 일
history-weak = 약한 곳
history-weak-none = 아직 실패한 검사가 없습니다.
history-failed = 실패한 검사 { $n }개

## tui-trace

trace-story = 이야기
trace-state = { $n }단계 이후의 상태
trace-tables = 테이블
trace-this-step = 단계
trace-in-flight = { $n ->
    [0] 전송 중
   *[other] 전송 중 { $n }
}
trace-checks = 검사
trace-step = { $n }/{ $all }단계
trace-time = t={ $n } ms
trace-faults = { $n ->
    [0] 결함 없음
   *[other] 결함 { $n }건
}
trace-export = 이야기 내보내기
play-none = 이 이야기를 재생할 수 없습니다.
play-open = ▸ 테이블, 메시지, 검사와 함께 모두 보기
trace-none = 이 이야기는 더 재현할 수 없습니다. 답안을 다시 채점하십시오.
trace-exported = { $path }에 저장했습니다

## tui-workbench

workbench-task = 과제
workbench-verdict = 결과
workbench-attempts = 시도 { $n }회
workbench-hints = 힌트 { $n }개
workbench-solution-seen = 풀이 봄
workbench-hint = 힌트 { $n }/{ $all }
workbench-no-more-hints = 힌트를 모두 보았습니다. { $key } 키로 풀이를 볼 수 있습니다.
outside-not-named = 정한 편집기가 없습니다. `export EDITOR=nano`처럼 변수 VISUAL이나 EDITOR에 명령을 넣으십시오.
outside-garbled = { $name }에 닫히지 않은 따옴표가 있습니다.
outside-not-started = VISUAL이나 EDITOR로 정한 { $program } 프로그램을 시작할 수 없습니다. { $detail }
outside-failed = { $program } 프로그램이 { $code ->
    [signal] 신호를 받아 끝났습니다
   *[other] 코드 { $code }로 끝났습니다
}. 파일은 디스크에 있는 대로 받아들입니다.
workbench-saved-outside = 입력하는 동안 다른 프로그램이 { $file } 파일을 저장했습니다. { $key } 키를 누르면 어느 쪽을 남길지 묻습니다.
workbench-not-checked = 저장했고 채점하지는 않았습니다. 연습 문제에서 { $key } 키나 :w로 채점합니다.
workbench-was-reset = 다시 시작했습니다. 이전 답안은 보관함에 있습니다.
form-one = 하나 고르기
form-many = 맞는 것을 모두 고르기
form-order = 순서대로: 고르면 다음 번호가 붙고, 한 번 더 고르면 빠집니다
form-paste = 양식에는 TOML로 쓴 답안 전체만 붙여 넣을 수 있습니다.
form-pick = ←와 →로 값을 바꿉니다
form-number = 숫자
form-words = 글
attempts-title = 지난 시도: { $title }
attempts-none = 아직 시도가 없습니다. 답안을 채점하면 시도가 남습니다.
attempts-head = 시도 { $n }, { $when }: { $max }점 중 { $points }점
attempts-after-solution = 풀이를 본 뒤의 시도
attempts-hints = 지금까지 본 힌트 { $n }개
attempts-passes-now = 이제 통과: { $check }
attempts-fails-since = 그 뒤로 실패: { $check }
attempts-two = - 시도 { $old }   + 시도 { $new }
attempts-editor = - 시도 { $old }   + 편집기
attempts-same = 내용이 같습니다.
attempts-not-kept = 그때의 답안은 남아 있지 않습니다.
attempts-took = 시도 { $n }번을 편집기로 가져왔습니다. { $key } 키로 되돌립니다.
verdict-none = 아직 채점하지 않았습니다. { $key } 키로 저장하고 채점합니다.
verdict-search = 실패하는 이야기를 찾는 중: 지금까지 실행 { $runs-told }회{ $states ->
    [0] {""}
   *[other] , 상태 { $states-told }개
}
verdict-story = 이야기를 한 단계씩 보기
verdict-running = 채점 중: 검사 { $all }개 중 { $done }개 끝남
verdict-running-for = 채점 중: 검사 { $all }개 중 { $done }개 끝남, { $seconds }초
verdict-stopped = 채점을 멈추었습니다. 시도로 세지 않습니다. { $key } 키로 다시 채점합니다.
verdict-passed = 통과: { $max }점 중 { $points }점
verdict-failed = 검사 { $all }개 중 { $done }개 통과
verdict-ungradable = 채점하지 못했습니다. 점수에는 영향이 없습니다.
verdict-cases = { $cases }가지 경우로 채점했습니다
verdict-blank = 이 문제에 아직 답이 없습니다.
verdict-at = { $file } { $line }행 { $column }열
verdict-given = 주어진 행: { $table }
verdict-parameters = { $file } 매개변수, 실행마다 한 행
verdict-given-none = 행이 없는 테이블: { $tables }
verdict-compared = 기대한 결과와 답안의 결과
verdict-compared-shown = 보여 준 행에서 기대한 결과와 답안의 결과
verdict-compared-generated = 생성된 데이터셋 { $n }번에서 기대한 결과와 답안의 결과
verdict-mark-missing = 있어야 하는데 없음
verdict-mark-extra = 없어야 하는데 있음
verdict-mark-differs = [기대 → 답안]
verdict-mark-moved = [기대한 자리 → 답안의 자리]
verdict-rows-agree = 같은 행 { $n }개
verdict-columns-aside = 뺀 컬럼: { $columns }
verdict-more-parts = 그 밖에 { $n }개
verdict-nothing = 없음
verdict-script = { $file } 실행이 멈춘 자리
verdict-stopped-here = 여기에서 멈춤
verdict-lost = ✘ 커밋되지 않은 트랜잭션에서 실행되어 사라집니다
verdict-scan = ← 테이블 전체를 읽음
verdict-step-changed = { $n }행 바꿈
verdict-step-gave = { $n }행 봄
verdict-step-busy = BUSY: 거절되어 롤백됨
verdict-step-loses = 다른 세션이 바꾸기 전에 본 것을 근거로 움직입니다
verdict-expected = 기대한 결과
verdict-expected-shown = 보여 준 행에서 기대한 결과
verdict-expected-generated = 생성된 데이터셋 { $n }번에서 기대한 결과
verdict-yours = 답안의 결과
verdict-rows = 있어서는 안 되는 행
verdict-no-rows = 행 없음
verdict-more-rows = 그 밖에 { $n }행
verdict-more-findings = 그 밖에 지적 { $n }개
verdict-history = 주어진 이벤트
verdict-no-events = 이벤트 없음
verdict-more-events = ⋮ 이벤트 { $n }개 더
verdict-when = 입력
verdict-call = 호출 인수
verdict-plan = 실행 계획
verdict-order = 순서 { $order }
verdict-explained = § { $title }
verdict-next = 다음: { $title }

## doctor

doctor-version = 프로그램
doctor-language = 언어
doctor-terminal = 터미널
doctor-no-terminal = 여기에는 없습니다. 워크북 화면 말고는 모두 됩니다
doctor-settings = 설정
doctor-settings-none = 기본값을 씁니다. 설정 파일의 자리는 { $path }입니다
doctor-keys = 키
doctor-keys-none = 기본값을 씁니다. 키 파일의 자리는 { $path }입니다
doctor-course = 과정
doctor-course-holds = 장 { $chapters }개, 레슨 { $lessons }개, 연습 문제 { $exercises }개
doctor-course-broken = 문제 { $n }개 때문에 목록에 없는 것이 있습니다. `sagabook list`를 보십시오
doctor-answers = 답안
doctor-progress = 진도
doctor-progress-none = 아직 없습니다. { $path }에 생깁니다
doctor-progress-holds = 온전함, 시도 { $attempts }개, { $path }
doctor-worker = 채점기
doctor-worker-starts = 프로세스가 뜹니다
doctor-worker-fails = 프로세스가 뜨지 않습니다: { $detail }
doctor-limits = 격리: 한도
doctor-privileges = 격리: 권한
doctor-files = 격리: 파일
doctor-calls = 격리: 시스템 호출
doctor-force-full = 적용됨
doctor-force-partly = 이 시스템이 할 수 있는 만큼 적용됨
doctor-force-absent = 이 시스템에는 없습니다. 여기서 남의 답안을 채점하지 마십시오

## 한 줄씩 하는 대화

plain-welcome = Sagabook을 한 줄씩 읽습니다. 한 줄을 쓰고 Enter를 누르십시오. 물음표를 쓰면 할 수 있는 일을 알려 줍니다.
plain-chapter = { $n }장: { $title }
plain-entry = { $n }. { $kind ->
    [lesson] 레슨
   *[exercise] 연습 문제
} “{ $title }”, { $minutes }분{ $state ->
    [done] , 마침
   *[open] {""}
}
plain-back = { $all }개 가운데 { $done }개를 마쳤습니다. 다음: { $title }. l은 목록을 읽습니다.
plain-ask-home = 번호, 또는 다음 것으로 가려면 Enter:
plain-help-home =
    번호나 id는 그 레슨이나 연습 문제를 열고, Enter는 아직 마치지 않은 첫 번째 것을 엽니다.
    l은 목록을 다시 읽고, q는 끝냅니다.
    그 밖의 줄은 셸 명령으로 받습니다. 예: "search outbox", "glossary saga", "progress".
plain-no-such-number = 번호는 1부터 { $n }까지입니다.
plain-not-understood = "{ $line }": 여기서 할 수 없는 일입니다. 물음표를 쓰면 할 수 있는 일을 알려 줍니다.
plain-all-done = 있는 것을 모두 마쳤습니다.
plain-lesson = 레슨: { $title }, { $minutes }분
plain-lesson-done = 레슨이 끝났습니다.
plain-next = 다음: { $title }
plain-ask-next = Enter는 열기, q는 목록:
plain-help-next = Enter는 다음 것을 열고, q는 목록으로 돌아갑니다. 셸 명령도 쓸 수 있습니다.
plain-ask-section = Enter는 계속, b는 뒤로, q는 나가기:
plain-help-lesson =
    Enter는 계속 읽거나, 실행할 것을 실행하거나, 질문을 건너뜁니다.
    b는 절을 처음부터 또는 앞 절을 다시 읽고, n은 실행하지 않고 넘어가며, 글자는 답을 고르고, o는 연습 문제를 엽니다.
    q는 목록으로 돌아갑니다.
plain-ask-run = Enter는 실행, n은 건너뛰기:
plain-ask-question = 글자, 또는 건너뛰려면 Enter:
plain-right = 맞습니다. { $why }
plain-wrong = 그렇지 않습니다. { $why }
plain-card = 연습 문제: { $title }
plain-ask-card = o는 열기, Enter는 계속:
plain-heading = 절: { $text }
plain-table = { $n }행짜리 표:
plain-code = 코드{ $lang ->
    [none] {""}
   *[other] , { $lang }
}:
plain-play = 연습 문제 { $text }의 이야기:
plain-code-end = 코드 끝.
plain-diagram = 문자로 그린 그림:
plain-diagram-end = 그림 끝.
plain-footnote = 각주 { $text }:
plain-footnote-here = {" "}(각주 { $text })
plain-rows = { $n }행:
plain-given = { $table } 테이블, { $n }행:
plain-exercise = 연습 문제: { $title }, { $minutes }분
plain-checks = 검사하는 것:
plain-files = 답안은 { $folder }의 { $files }입니다. 편집기로 쓰거나 여기서 쓰십시오.
plain-ask-exercise = Enter는 채점. write, edit, show, hint, solution, reset, task, q:
plain-help-exercise =
    Enter나 "check"는 답안을 채점합니다. "show"는 답안을 읽고, "write"는 한 줄씩 받아 쓰며, "edit"는 편집기를 엽니다.
    "hint"는 힌트를 하나 더, "solution"은 풀이를 보여 주고, "reset"은 답안을 보관하고 처음부터 다시 하며, "task"는 과제를 다시 읽습니다.
    q는 목록으로 돌아갑니다. 답안 파일이 여럿이면 이름을 쓰십시오. 예: "write page.sql".
plain-which-file = 파일 이름을 쓰십시오: { $files }
plain-write = { $file }을 한 줄씩 쓰십시오. 점 하나만 쓴 줄에서 끝납니다.
plain-written = { $file }에 { $n }줄을 썼습니다. Enter를 누르면 채점합니다.
plain-no-editor = 정해진 편집기가 없습니다. VISUAL이나 EDITOR를 정하거나 "write"를 쓰십시오.
