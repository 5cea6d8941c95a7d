//! What clients saw, against what a check promises them.

use std::collections::BTreeMap;

use super::client::{ClientCall, Outcome};
use super::setup::{Guarantee, History};
use crate::base::Value;
use crate::lab::sql::Table;
use crate::sim::{Access, Operation, is_linearizable, reads_go_forward, reads_its_writes};

type Json = serde_json::Value;

impl History {
    /// What clients asked for about the first key on which the guarantee is broken.
    pub(super) fn broken(&self, calls: &[ClientCall]) -> Option<Table> {
        let mut keys: BTreeMap<String, Vec<&ClientCall>> = BTreeMap::new();
        for call in calls {
            let with: Json = serde_json::from_str(&call.with).unwrap_or_default();
            keys.entry(with[&self.key].to_string()).or_default().push(call);
        }
        keys.into_values().find(|calls| !self.holds(calls)).map(|calls| table(&calls))
    }

    /// Whether it holds for what was asked for about one key.
    fn holds(&self, calls: &[&ClientCall]) -> bool {
        let mut clients: Vec<&str> = Vec::new();
        let mut operations: Vec<Operation<String>> = Vec::new();
        for call in calls {
            let Some((what, ended)) = self.operation(call) else { continue };
            let known = clients.iter().position(|client| *client == call.client);
            let client = known.unwrap_or_else(|| {
                clients.push(&call.client);
                clients.len() - 1
            });
            let client = u32::try_from(client).expect("there are few clients");
            operations.push(Operation { client, what, began: call.began, ended });
        }
        match self.guarantee {
            Guarantee::Linearizable => is_linearizable(&operations),
            Guarantee::ReadYourWrites => reads_its_writes(&operations),
            Guarantee::MonotonicReads => reads_go_forward(&operations),
        }
    }

    /// What a call did, and when its answer came. A read without an answer saw nothing; a write without one, or with an
    /// error, may have been done.
    fn operation(&self, call: &ClientCall) -> Option<(Access<String>, Option<u64>)> {
        let is = |(service, handler): &(String, String)| (service, handler) == (&call.service, &call.handler);
        let plain = |json: &str| serde_json::from_str::<Json>(json).unwrap_or_default();
        if is(&self.write) {
            let ended = call.ended.filter(|_| matches!(call.outcome, Outcome::Done(_)));
            return Some((Access::Write(plain(&call.with)[&self.value].to_string()), ended));
        }
        match &call.outcome {
            Outcome::Done(result) if is(&self.read) => Some((Access::Read(plain(result).to_string()), call.ended)),
            Outcome::Done(_) | Outcome::Open | Outcome::Failed { .. } | Outcome::Timeout => None,
        }
    }
}

/// The calls, to be shown.
fn table(calls: &[&ClientCall]) -> Table {
    let columns = ["client", "handler", "with", "began", "ended", "result"].map(str::to_owned).to_vec();
    let moment = |moment: u64| Value::Int(i64::try_from(moment).unwrap_or(i64::MAX));
    let row = |call: &&ClientCall| {
        let result = match &call.outcome {
            Outcome::Done(result) => Value::Text(result.clone()),
            Outcome::Failed { kind, message } => Value::Text(format!("{kind}: {message}")),
            Outcome::Open | Outcome::Timeout => Value::Null,
        };
        let texts = [&call.client, &call.handler, &call.with].map(|text| Value::Text(text.clone()));
        let moments = [moment(call.began), call.ended.map_or(Value::Null, moment)];
        texts.into_iter().chain(moments).chain([result]).collect()
    };
    Table { columns, rows: calls.iter().map(row).collect() }
}
