const SCHEMA = 2;
const EVERY = 5;

export function initial() {
  return { version: 0, balance: 0, frozen: false };
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
      return []; // when is it time, and what is in it?
    default:
      throw new Refused("UnknownCommand");
  }
}

// Folds a log that is read from its first row. A snapshot is not looked at yet.
export function evolve(state, row) {
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
      return state;
  }
}
