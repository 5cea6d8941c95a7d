// Keeps the events themselves by booking, and the stock beside them.
const SIGNS = { Received: 1, Shipped: -1 };
const effect = (event) => event.change ?? SIGNS[event.type] * event.qty;

export function initial() {
  return { events: {}, open: {}, stock: { "BK-7": 0, "MUG-1": 0 } };
}

export function evolve({ events, open, stock }, event) {
  if (!["Received", "Shipped", "Counted", "Undone"].includes(event.type)) return { events, open, stock };
  const stillOpen = { ...open, [event.booking]: event.type !== "Undone" };
  if (event.type === "Undone") stillOpen[event.undoes] = false;
  return {
    events: { ...events, [event.booking]: event },
    open: stillOpen,
    stock: { ...stock, [event.sku]: (stock[event.sku] ?? 0) + effect(event) },
  };
}

export function decide({ events, open, stock }, command) {
  if (events[command.booking]) throw new Refused("BookingExists");
  const { type, ...fields } = command;
  if (type === "Receive") return [{ type: "Received", ...fields }];
  const now = stock[command.sku] ?? 0;
  if (type === "Count") return [{ type: "Counted", booking: command.booking, sku: command.sku, change: command.counted - now }];
  if (type === "Ship") {
    if (command.qty > now) throw new Refused("NotEnough");
    return [{ type: "Shipped", ...fields }];
  }
  const target = events[command.undoes];
  if (!target) throw new Refused("UnknownBooking");
  if (target.type === "Undone") throw new Refused("NotUndoable");
  if (!open[command.undoes]) throw new Refused("AlreadyUndone");
  const change = -effect(target);
  if (stock[target.sku] + change < 0) throw new Refused("NotEnough");
  return [{ type: "Undone", ...fields, sku: target.sku, change }];
}
