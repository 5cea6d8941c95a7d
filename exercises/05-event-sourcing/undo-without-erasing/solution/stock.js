// By sku what is there; by booking what it changed, and whether that has been taken back.
export function initial() {
  return { stock: {}, bookings: {} };
}

function refuseUnless(condition, code) {
  if (!condition) {
    throw new Refused(code);
  }
}

export function decide(state, command) {
  const { booking, sku, qty } = command;
  const there = state.stock[sku] ?? 0;
  refuseUnless(!Object.hasOwn(state.bookings, booking), "BookingExists");
  switch (command.type) {
    case "Receive":
      return [{ type: "Received", booking, sku, qty }];
    case "Ship":
      refuseUnless(there >= qty, "NotEnough");
      return [{ type: "Shipped", booking, sku, qty }];
    case "Count":
      return [{ type: "Counted", booking, sku, change: command.counted - there }];
    case "Undo": {
      const { undoes } = command;
      refuseUnless(Object.hasOwn(state.bookings, undoes), "UnknownBooking");
      const undone = state.bookings[undoes];
      refuseUnless(!undone.isUndo, "NotUndoable");
      refuseUnless(!undone.isUndone, "AlreadyUndone");
      refuseUnless(state.stock[undone.sku] - undone.change >= 0, "NotEnough");
      return [{ type: "Undone", booking, undoes, sku: undone.sku, change: -undone.change }];
    }
    default:
      throw new Refused("UnknownCommand");
  }
}

// The state after a booking that changes the stock of its sku.
function book(state, { booking, sku }, change, isUndo = false) {
  return {
    stock: { ...state.stock, [sku]: (state.stock[sku] ?? 0) + change },
    bookings: { ...state.bookings, [booking]: { sku, change, isUndo, isUndone: false } },
  };
}

export function evolve(state, event) {
  switch (event.type) {
    case "Received":
      return book(state, event, event.qty);
    case "Shipped":
      return book(state, event, -event.qty);
    case "Counted":
      return book(state, event, event.change);
    case "Undone": {
      const next = book(state, event, event.change, true);
      next.bookings[event.undoes] = { ...next.bookings[event.undoes], isUndone: true };
      return next;
    }
    default:
      return state;
  }
}
