// A text like "12.50" as a whole number of cents.
function cents(amount) {
  const [whole, part] = amount.split(".");
  return Number(whole) * 100 + Number(part);
}

export function initial() {
  return { cents: 0, frozen: false };
}

export function evolve(state, event) {
  switch (event.type) {
    case "CreditGranted":
    case "CreditReturned":
      return { ...state, cents: state.cents + cents(event.amount) };
    case "CreditSpent":
    case "CreditRevoked":
      return { ...state, cents: state.cents - cents(event.amount) };
    case "AccountFrozen":
      return { ...state, frozen: true };
    case "AccountReleased":
      return { ...state, frozen: false };
    default:
      return state;
  }
}
