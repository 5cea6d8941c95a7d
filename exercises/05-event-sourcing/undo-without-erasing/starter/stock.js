// By sku what is there.
export function initial() {
  return { stock: {} };
}

function refuseUnless(condition, code) {
  if (!condition) {
    throw new Refused(code);
  }
}

export function decide(state, command) {
  const { booking, sku, qty } = command;
  const there = state.stock[sku] ?? 0;
  switch (command.type) {
    case "Receive":
      return [{ type: "Received", booking, sku, qty }];
    case "Ship":
      refuseUnless(there >= qty, "NotEnough");
      return [{ type: "Shipped", booking, sku, qty }];
    case "Count":
      return [{ type: "Counted", booking, sku, change: command.counted - there }];
    default:
      throw new Refused("UnknownCommand");
  }
}

// The state after a booking that changes the stock of its sku.
function book(state, { booking, sku }, change) {
  return { ...state, stock: { ...state.stock, [sku]: (state.stock[sku] ?? 0) + change } };
}

export function evolve(state, event) {
  switch (event.type) {
    case "Received":
      return book(state, event, event.qty);
    case "Shipped":
      return book(state, event, -event.qty);
    case "Counted":
      return book(state, event, event.change);
    default:
      return state;
  }
}
