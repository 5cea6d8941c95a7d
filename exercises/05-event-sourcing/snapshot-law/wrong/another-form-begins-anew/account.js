const SCHEMA = 2;
const EVERY = 5;

// `saved` is the version of the newest snapshot that can be used.
export function initial() {
  return { version: 0, saved: 0, balance: 0, frozen: false };
}

export function decide(state, command) {
  const version = state.version + 1;
  switch (command.type) {
    case "Grant":
      return [{ type: "CreditGranted", version, amount: command.amount }];
    case "Spend":
      if (state.frozen) {
        throw new Refused("Frozen");
      }
      if (command.amount > state.balance) {
        throw new Refused("NotEnough");
      }
      return [{ type: "CreditSpent", version, amount: command.amount }];
    case "Freeze":
      return [{ type: "AccountFrozen", version }];
    case "Release":
      return [{ type: "AccountReleased", version }];
    case "TakeSnapshot":
      if (state.version - state.saved < EVERY) {
        return [];
      }
      return [{ type: "Snapshot", schema: SCHEMA, version: state.version, balance: state.balance, frozen: state.frozen }];
    default:
      throw new Refused("UnknownCommand");
  }
}

export function evolve(state, row) {
  if (row.type === "Snapshot") {
    if (row.schema !== SCHEMA) {
      return initial();
    }
    return { version: row.version, saved: row.version, balance: row.balance, frozen: row.frozen };
  }
  if (row.version <= state.version) {
    return state;
  }
  const next = { ...state, version: row.version };
  switch (row.type) {
    case "CreditGranted":
      return { ...next, balance: state.balance + row.amount };
    case "CreditSpent":
      return { ...next, balance: state.balance - row.amount };
    case "AccountFrozen":
      return { ...next, frozen: true };
    case "AccountReleased":
      return { ...next, frozen: false };
    default:
      return next;
  }
}
