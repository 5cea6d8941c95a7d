// The state is the history, as far as it is known; decide looks through it.
const KNOWN = ["ItemAdded", "ItemRemoved", "CheckedOut"];

export const initial = [];

export function evolve(history, event) {
  return KNOWN.includes(event.type) ? [...history, event] : history;
}

export function decide(history, command) {
  let total = 0;
  let held = 0;
  let closed = false;
  for (const event of history) {
    closed ||= event.type === "CheckedOut";
    const by = event.type === "ItemAdded" ? event.qty : event.type === "ItemRemoved" ? -event.qty : 0;
    total += by;
    if (event.sku === command.sku) held += by;
  }
  if (closed) throw new Refused("CartClosed");
  if (command.qty <= 0) throw new Refused("QuantityNotPositive");
  if (command.type === "CheckOut") {
    if (total === 0) throw new Refused("CartEmpty");
    return [{ type: "CheckedOut" }];
  }
  if (command.type === "RemoveItem") {
    if (held < command.qty) throw new Refused("NotInCart");
    return [{ type: "ItemRemoved", sku: command.sku, qty: command.qty }];
  }
  const events = [{ type: "ItemAdded", sku: command.sku, qty: command.qty }];
  if (command.type === "AddWithGift") events.push({ type: "ItemAdded", sku: command.gift, qty: 1 });
  if (events.reduce((sum, event) => sum + event.qty, total) > 10) throw new Refused("CartFull");
  return events;
}
