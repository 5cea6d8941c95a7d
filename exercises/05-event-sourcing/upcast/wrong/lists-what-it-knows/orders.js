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
      const { order, currency, price, discount = 0 } = event;
      return { type: "OrderPlacedV3", order, currency, amount: price, discount, channel: "unknown" };
    }
    case "OrderPlacedV3":
    case "OrderCancelled":
    case "RefundPaid":
      return event;
    default:
      throw new Error(`no upcaster for ${event.type}`);
  }
}

// Up to the newest version, by the same steps.
export function upcast(event) {
  const next = upcastOnce(event);
  return next === event ? event : upcast(next);
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
