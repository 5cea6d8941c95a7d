// A list of steps, by the type that each starts from.
const steps = new Map([
  ["OrderPlaced", ({ order, site, price }) => ({ type: "OrderPlacedV2", order, price, currency: site === "de" ? "EUR" : "KRW" })],
  [
    "OrderPlacedV2",
    ({ price, ...rest }) => ({ discount: 0, ...rest, type: "OrderPlacedV3", amount: price, channel: "unknown" }),
  ],
]);

export const upcastOnce = (event) => (steps.get(event.type) ?? ((same) => same))(event);

export function upcast(event) {
  let newest = event;
  while (steps.has(newest.type)) newest = upcastOnce(newest);
  return newest;
}

export const initial = { channels: { unknown: 0, app: 0, web: 0 }, revenue: { EUR: 0, KRW: 0 } };

const plus = (sums, key, by) => ({ ...sums, [key]: sums[key] + by });

export function evolve(state, stored) {
  const { type, currency, amount, discount, channel } = upcast(stored);
  return type === "OrderPlacedV3"
    ? { revenue: plus(state.revenue, currency, amount - discount), channels: plus(state.channels, channel, 1) }
    : state;
}
