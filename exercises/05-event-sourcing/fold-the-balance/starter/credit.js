// The state of an account before its first event.
export function initial() {
  return { cents: 0, frozen: false };
}

// The state after one more event. Only CreditGranted is done, and not well.
export function evolve(state, event) {
  switch (event.type) {
    case "CreditGranted":
      state.cents = state.cents + Number(event.amount) * 100;
      return state;
    default:
      throw new Error("unknown event " + event.type);
  }
}
