const count = (cart, sku) =>
  cart.items.filter((item) => sku === undefined || item.sku === sku).reduce((n, item) => n + item.qty, 0);

export const initial = { items: [], status: "OPEN" };

const rules = {
  AddItem(cart, { sku, qty }) {
    return rules.add(cart, [{ type: "ItemAdded", sku, qty }]);
  },
  AddWithGift(cart, { sku, qty, gift }) {
    return rules.add(cart, [{ type: "ItemAdded", sku, qty }, { type: "ItemAdded", sku: gift, qty: 1 }]);
  },
  add(cart, events) {
    if (events[0].qty < 1) throw new Refused("QuantityNotPositive");
    const after = events.reduce(evolve, cart);
    if (count(after) > 10) throw new Refused("CartFull");
    return events;
  },
  RemoveItem(cart, { sku, qty }) {
    if (qty < 1) throw new Refused("QuantityNotPositive");
    if (count(cart, sku) < qty) throw new Refused("NotInCart");
    return [{ type: "ItemRemoved", sku, qty }];
  },
  CheckOut(cart) {
    if (count(cart) < 1) throw new Refused("CartEmpty");
    return [{ type: "CheckedOut" }];
  },
};

export function decide(cart, command) {
  if (cart.status !== "OPEN") throw new Refused("CartClosed");
  return rules[command.type](cart, command);
}

export function evolve(cart, event) {
  if (event.type === "ItemAdded") return { ...cart, items: [...cart.items, { sku: event.sku, qty: event.qty }] };
  if (event.type === "ItemRemoved") return { ...cart, items: [...cart.items, { sku: event.sku, qty: -event.qty }] };
  if (event.type === "CheckedOut") return { ...cart, status: "CHECKED_OUT" };
  return cart;
}
