const LIMIT = 10;

// How many pieces are in the cart, counted as they come and go.
let pieces = 0;

export function initial() {
  pieces = 0;
  return { lines: {}, closed: false };
}

export function decide(state, command) {
  if (state.closed) {
    throw new Refused("CartClosed");
  }
  switch (command.type) {
    case "AddItem":
    case "AddWithGift": {
      if (command.qty <= 0) {
        throw new Refused("QuantityNotPositive");
      }
      const added = [{ type: "ItemAdded", sku: command.sku, qty: command.qty }];
      if (command.type === "AddWithGift") {
        added.push({ type: "ItemAdded", sku: command.gift, qty: 1 });
      }
      if (added.reduce((sum, event) => sum + event.qty, pieces) > LIMIT) {
        throw new Refused("CartFull");
      }
      return added;
    }
    case "RemoveItem":
      if (command.qty <= 0) {
        throw new Refused("QuantityNotPositive");
      }
      if (command.qty > (state.lines[command.sku] ?? 0)) {
        throw new Refused("NotInCart");
      }
      return [{ type: "ItemRemoved", sku: command.sku, qty: command.qty }];
    case "CheckOut":
      if (pieces === 0) {
        throw new Refused("CartEmpty");
      }
      return [{ type: "CheckedOut" }];
    default:
      throw new Refused("UnknownCommand");
  }
}

export function evolve(state, event) {
  const held = state.lines[event.sku] ?? 0;
  switch (event.type) {
    case "ItemAdded":
      pieces += event.qty;
      return { ...state, lines: { ...state.lines, [event.sku]: held + event.qty } };
    case "ItemRemoved":
      pieces -= event.qty;
      return { ...state, lines: { ...state.lines, [event.sku]: held - event.qty } };
    case "CheckedOut":
      return { ...state, closed: true };
    default:
      return state;
  }
}
