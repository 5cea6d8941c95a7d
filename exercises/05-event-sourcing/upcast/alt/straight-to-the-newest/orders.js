// A leap for each old version, written out, beside the single steps.
const of = ({ site }) => (site === undefined || site === "kr" ? "KRW" : "EUR");
const NEWEST = "OrderPlacedV3";

export const upcastOnce = (event) => {
  if (event.type === "OrderPlaced") {
    return { type: "OrderPlacedV2", order: event.order, currency: of(event), price: event.price };
  }
  return event.type === "OrderPlacedV2" ? upcast(event) : event;
};

export const upcast = (event) => {
  const { order, price: amount } = event;
  if (event.type === "OrderPlaced") {
    return { type: NEWEST, order, currency: of(event), amount, discount: 0, channel: "unknown" };
  }
  if (event.type === "OrderPlacedV2") {
    return { type: NEWEST, order, currency: event.currency, amount, discount: event.discount ?? 0, channel: "unknown" };
  }
  return event;
};

export const initial = () => ({ revenue: { KRW: 0, EUR: 0 }, channels: { web: 0, app: 0, unknown: 0 } });

export const evolve = (state, stored) => {
  const event = upcast(stored);
  if (event.type !== NEWEST) return state;
  const next = structured(state);
  next.revenue[event.currency] += event.amount - event.discount;
  next.channels[event.channel] += 1;
  return next;
};

const structured = ({ revenue, channels }) => ({ revenue: { ...revenue }, channels: { ...channels } });
