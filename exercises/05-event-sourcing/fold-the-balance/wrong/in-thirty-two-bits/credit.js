// A whole number of cents: `| 0` cuts off everything behind the point.
function cents(amount) {
  return amount.replace(".", "") | 0;
}

export function initial() {
  return { cents: 0, frozen: false };
}

export function evolve(state, event) {
  switch (event.type) {
    case "CreditGranted":
    case "CreditReturned":
      return { ...state, cents: (state.cents + cents(event.amount)) | 0 };
    case "CreditSpent":
    case "CreditRevoked":
      return { ...state, cents: (state.cents - cents(event.amount)) | 0 };
    case "AccountFrozen":
      return { ...state, frozen: true };
    case "AccountReleased":
      return { ...state, frozen: false };
    default:
      return state;
  }
}
