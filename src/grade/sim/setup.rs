//! From a task and an answer's files to a system.

use indexmap::IndexMap;

use crate::course::exercise::{
    At, Exercise, Rule as Asked, SimCheck, SimFaults, SimGuarantee, SimIsolation, SimRequest, SimService, SimSpan,
    SimTask, SimTopicKind,
};
use crate::lab::script::{Limits, Source};
use crate::lab::system::{
    Budget, Check, Every, Faults, Guarantee, History, Isolation, Request, Rule, Service, Setup, Span, Timing, Topic,
    TopicKind,
};

/// The system of an exercise with the handlers of `files`. The number of a check is its place in the exercise.
pub(super) fn setup(exercise: &Exercise, task: &SimTask, files: &IndexMap<String, String>) -> Setup {
    let text = |path: &str| files.get(path).or_else(|| exercise.support.get(path)).cloned().unwrap_or_default();
    let services = task.services.iter().map(|(name, of)| Service {
        skew_ms: task.skew_ms.get(name).copied().unwrap_or_default(),
        ..service(name, of, &text)
    });
    Setup {
        services: services.collect(),
        topics: topics(task),
        workload: task.workload.iter().enumerate().map(|(n, request)| ask(n, request)).collect(),
        faults: faults(&task.faults),
        checks: exercise.checks.iter().map(|(name, check)| rule(name, &check.rule)).collect(),
        volatile: task.volatile.iter().map(|table| dotted(table)).collect(),
        limits: Limits::default(),
        time: task.is_timed().then(|| timing(task)),
    }
}

/// How long an outage takes, where nothing is said.
const OUTAGE: u64 = 1_000;

fn timing(task: &SimTask) -> Timing {
    let span = |of: &SimSpan| {
        let (least, most) = of.bounds();
        Span { least, most }
    };
    let of_service = task.latency_ms.iter().filter(|(name, _)| task.services.contains_key(*name));
    Timing {
        latency: of_service.map(|(name, of)| (name.clone(), span(of))).collect(),
        broker: task.latency_ms.get("broker").map_or_else(Span::default, span),
        horizon_ms: task.horizon(),
        outage_ms: task.faults.outage_ms.unwrap_or(OUTAGE),
    }
}

/// A file as errors name it: by its name alone, which is what the reader has before him.
pub(super) fn named(path: &str) -> String {
    path.rsplit('/').next().unwrap_or(path).to_owned()
}

fn service(name: &str, of: &SimService, text: &dyn Fn(&str) -> String) -> Service {
    let file = named(&of.module);
    let every = of.every_ms.iter().map(|(handler, ms)| Every { handler: handler.clone(), ms: *ms });
    Service {
        on: of.on.iter().map(|(topic, handler)| (topic.clone(), handler.clone())).collect(),
        every: every.collect(),
        instances: of.instances,
        concurrency: of.concurrency,
        feeds: of.feeds.clone(),
        store: of.store.map(|isolation| match isolation {
            SimIsolation::ReadCommitted => Isolation::ReadCommitted,
            SimIsolation::Snapshot => Isolation::Snapshot,
        }),
        store_rows: of.store_rows.as_deref().map(text).unwrap_or_default(),
        ..Service::new(name, Source::new(&file, text(&of.module)), &of.schema.as_deref().map(text).unwrap_or_default())
    }
}

/// The topics that are declared, and those that somebody listens to.
fn topics(task: &SimTask) -> Vec<Topic> {
    let declared = task.topics.iter().map(|(name, topic)| Topic {
        unordered: topic.unordered,
        attempts: topic.attempts,
        ..Topic::new(
            name,
            match topic.kind {
                SimTopicKind::Log => TopicKind::Log,
                SimTopicKind::Queue => TopicKind::Queue,
            },
        )
    });
    let mut topics: Vec<Topic> = declared.collect();
    for name in task.services.values().flat_map(|service| service.on.keys()) {
        if topics.iter().all(|topic| topic.name != *name) {
            topics.push(Topic::new(name, TopicKind::Log));
        }
    }
    topics
}

fn ask(number: usize, request: &SimRequest) -> Request {
    let (service, handler) = dotted(&request.call);
    let client = request.client.clone().unwrap_or_else(|| format!("client {}", number + 1));
    Request {
        retries: request.retries,
        after_ms: request.after_ms.unwrap_or_default(),
        ..Request::new(&client, (&service, &handler), &request.with.to_string())
    }
}

fn faults(of: &SimFaults) -> Faults {
    let by_service =
        |map: &IndexMap<String, u16>| map.iter().map(|(name, times)| (name.clone(), *times)).collect::<Vec<_>>();
    let pairs = of.partition.iter().map(|partition| {
        let (one, other) = partition.between.clone();
        (one, other, partition.times)
    });
    Faults {
        at_most: of.at_most,
        crash: by_service(&of.crash),
        pause: by_service(&of.pause),
        pause_ms: of.pause_ms,
        down: by_service(&of.down),
        producer_duplicates: of.duplicate.producer,
        consumer_duplicates: of.duplicate.consumer,
        refused_commits: of.commit.refused,
        unanswered_commits: of.commit.unanswered,
        unanswered_publishes: of.publish.unanswered,
        lost_requests: of.call.lost,
        lost_replies: of.call.unanswered,
        late_calls: of.call.late,
        failed_calls: of.call.failed,
        partition: pairs.collect(),
        evictions: of.cache.evict,
        cache_down: of.cache.down,
    }
}

fn rule(name: &str, asked: &Asked) -> Check {
    let Asked::Sim(asked) = asked else { unreachable!("a check is read as the kind of its task") };
    let rule = match asked {
        SimCheck::Always { sql, at: None } => Rule::Always { sql: sql.clone() },
        // What must be shown is asked for at the end of the story, where rows are what is wanted.
        SimCheck::Always { sql, at: Some(At::Quiet) } | SimCheck::Shows { sql } => {
            Rule::AtRest { sql: sql.clone(), within_ms: None }
        }
        SimCheck::Eventually { sql, within_ms } => Rule::AtRest { sql: sql.clone(), within_ms: *within_ms },
        SimCheck::Reach { natural } => Rule::Reach { sql: natural.clone() },
        SimCheck::Budget { handler, max_calls, max_messages, max_rows, max_in_transaction, max_ms } => {
            let (service, handler) = dotted(handler);
            Rule::Budget(Budget {
                service,
                handler,
                calls: *max_calls,
                messages: *max_messages,
                rows: *max_rows,
                transaction: *max_in_transaction,
                ms: *max_ms,
            })
        }
        SimCheck::History { guarantee, read, write, key, value } => Rule::History(History {
            guarantee: match guarantee {
                SimGuarantee::Linearizable => Guarantee::Linearizable,
                SimGuarantee::ReadYourWrites => Guarantee::ReadYourWrites,
                SimGuarantee::MonotonicReads => Guarantee::MonotonicReads,
            },
            read: dotted(read),
            write: dotted(write),
            key: key.clone(),
            value: value.clone(),
        }),
    };
    Check { name: name.to_owned(), rule }
}

/// The two halves of `service.handler`.
fn dotted(name: &str) -> (String, String) {
    let (first, second) = name.split_once('.').unwrap_or((name, ""));
    (first.to_owned(), second.to_owned())
}

/// The kinds of faults that may come, and how often each.
pub(super) fn kinds(faults: &Faults) -> Vec<(String, u16)> {
    let sum = |list: &[(String, u16)]| list.iter().map(|(_, times)| *times).sum::<u16>();
    let pairs = faults.partition.iter().map(|(_, _, times)| *times).sum::<u16>();
    let all = [
        ("crash", sum(&faults.crash)),
        ("pause", sum(&faults.pause)),
        ("down", sum(&faults.down)),
        ("duplicate", faults.producer_duplicates + faults.consumer_duplicates),
        ("commit-refused", faults.refused_commits),
        ("commit-unanswered", faults.unanswered_commits),
        ("publish-unanswered", faults.unanswered_publishes),
        ("request-lost", faults.lost_requests),
        ("reply-lost", faults.lost_replies),
        ("call-late", faults.late_calls),
        ("call-failed", faults.failed_calls),
        ("partition", pairs),
        ("eviction", faults.evictions),
        ("cache-down", faults.cache_down),
    ];
    let there = all.into_iter().filter(|(_, times)| *times > 0);
    there.map(|(kind, times)| (kind.to_owned(), times.min(faults.at_most))).collect()
}
