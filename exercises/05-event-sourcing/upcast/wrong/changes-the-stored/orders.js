const CURRENCIES = { kr: "KRW", de: "EUR" };

// One version up; the newest, and what is no order, as it came.
export function upcastOnce(event) {
  switch (event.type) {
    case "OrderPlaced": {
      // Before there was a second site, none was written down: all orders were Korean.
      const { order, site = "kr", price } = event;
      return { type: "OrderPlacedV2", order, currency: CURRENCIES[site], price };
    }
    case "OrderPlacedV2": {
      // No discount meant none. The channel is not known, and is not made up.
      event.type = "OrderPlacedV3";
      event.amount = event.price;
      event.discount ??= 0;
      event.channel = "unknown";
      delete event.price;
      return event;
    }
    default:
      return event;
  }
}

// Up to the newest version, by the same steps.
export function upcast(event) {
  while (event.type === "OrderPlaced" || event.type === "OrderPlacedV2") {
    event = upcastOnce(event);
  }
  return event;
}

export function initial() {
  return { revenue: { KRW: 0, EUR: 0 }, channels: { web: 0, app: 0, unknown: 0 } };
}

// Knows the newest version only.
export function evolve(state, stored) {
  const event = upcast(stored);
  if (event.type !== "OrderPlacedV3") {
    return state;
  }
  const { currency, amount, discount, channel } = event;
  return {
    revenue: { ...state.revenue, [currency]: state.revenue[currency] + amount - discount },
    channels: { ...state.channels, [channel]: state.channels[channel] + 1 },
  };
}
