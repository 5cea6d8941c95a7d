const LIMIT = 10;

// The state before the first event. Keep in it what decide needs, and nothing else.
export function initial() {
  return { lines: {}, closed: false };
}

// The events that follow from a command, or a refusal.
export function decide(state, command) {
  switch (command.type) {
    case "AddItem":
      if (command.qty <= 0) {
        throw new Refused("QuantityNotPositive");
      }
      return [{ type: "ItemAdded", sku: command.sku, qty: command.qty }];
    default:
      throw new Refused("UnknownCommand");
  }
}

// The state after one more event.
export function evolve(state, event) {
  switch (event.type) {
    case "ItemAdded":
      return { ...state, lines: { ...state.lines, [event.sku]: event.qty } };
    default:
      return state;
  }
}
