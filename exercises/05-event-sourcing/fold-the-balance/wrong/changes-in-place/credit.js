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
      state.cents += cents(event.amount);
      return state;
    case "CreditSpent":
    case "CreditRevoked":
      state.cents -= cents(event.amount);
      return state;
    case "AccountFrozen":
      state.frozen = true;
      return state;
    case "AccountReleased":
      state.frozen = false;
      return state;
    default:
      return state;
  }
}
