export const initial = () => ({ total: 0, of: [], closed: null });

const held = (state, sku) => (state.of.find(([name]) => name === sku) ?? [sku, 0])[1];

function change(state, sku, by) {
  const rest = state.of.filter(([name]) => name !== sku);
  const qty = held(state, sku) + by;
  return { total: state.total + by, of: qty === 0 ? rest : [...rest, [sku, qty]], closed: state.closed };
}

export function decide(state, { type, sku, qty, gift }) {
  const refuse = (code) => {
    throw new Refused(code);
  };
  if (state.closed) refuse("CartClosed");
  if (type === "CheckOut") {
    if (state.total <= 0) refuse("CartEmpty");
    return [{ type: "CheckedOut" }];
  }
  if (!(qty > 0)) refuse("QuantityNotPositive");
  if (type === "RemoveItem") {
    if (held(state, sku) < qty) refuse("NotInCart");
    return [{ type: "ItemRemoved", qty, sku }];
  }
  const extra = type === "AddWithGift" ? 1 : 0;
  if (state.total + qty + extra > 10) refuse("CartFull");
  const events = [{ type: "ItemAdded", sku, qty }];
  return extra ? events.concat({ type: "ItemAdded", sku: gift, qty: 1 }) : events;
}

export function evolve(state, event) {
  switch (event.type) {
    case "ItemAdded":
      return change(state, event.sku, event.qty);
    case "ItemRemoved":
      return change(state, event.sku, -event.qty);
    case "CheckedOut":
      return { ...state, closed: true };
  }
  return state;
}
