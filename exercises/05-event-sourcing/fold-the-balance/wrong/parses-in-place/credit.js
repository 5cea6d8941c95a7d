export function initial() {
  return { cents: 0, frozen: false };
}

export function evolve(state, event) {
  if (typeof event.amount === "string") {
    event.amount = Number(event.amount.replace(".", ""));
  }
  switch (event.type) {
    case "CreditGranted":
    case "CreditReturned":
      return { ...state, cents: state.cents + event.amount };
    case "CreditSpent":
    case "CreditRevoked":
      return { ...state, cents: state.cents - event.amount };
    case "AccountFrozen":
      return { ...state, frozen: true };
    case "AccountReleased":
      return { ...state, frozen: false };
    default:
      return state;
  }
}
