export function initial() {
  return { balance: 0, closed: false, done: "" };
}

export function decide(state, command) {
  if (state.done.includes(command.id)) {
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

export function evolve(state, event) {
  const done = event.command === undefined ? state.done : `${state.done} ${event.command}`;
  switch (event.type) {
    case "CreditGranted":
    case "BonusGranted":
      return { ...state, done, balance: state.balance + event.amount };
    case "CreditSpent":
      return { ...state, done, balance: state.balance - event.amount };
    case "AccountClosed":
      return { ...state, done, closed: true };
    default:
      return state;
  }
}
