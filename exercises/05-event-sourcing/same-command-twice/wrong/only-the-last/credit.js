export function initial() {
  return { balance: 0, closed: false, last: null };
}

export function decide(state, command) {
  if (state.last === command.id) {
    return [];
  }
  if (state.closed) {
    throw new Refused("AccountClosed");
  }
  switch (command.type) {
    case "GrantCredit": {
      const granted = [{ type: "CreditGranted", command: command.id, amount: command.amount }];
      if (command.bonus > 0) {
        granted.push({ type: "BonusGranted", command: command.id, amount: command.bonus });
      }
      return granted;
    }
    case "SpendCredit":
      if (command.amount > state.balance) {
        throw new Refused("NotEnough");
      }
      return [{ type: "CreditSpent", command: command.id, amount: command.amount }];
    case "CloseAccount":
      return [{ type: "AccountClosed", command: command.id }];
    default:
      throw new Refused("UnknownCommand");
  }
}

// The id becomes part of the state together with the effect: both come from one event.
export function evolve(state, event) {
  const last = event.command ?? state.last;
  switch (event.type) {
    case "CreditGranted":
    case "BonusGranted":
      return { ...state, last, balance: state.balance + event.amount };
    case "CreditSpent":
      return { ...state, last, balance: state.balance - event.amount };
    case "AccountClosed":
      return { ...state, last, closed: true };
    default:
      return state;
  }
}
