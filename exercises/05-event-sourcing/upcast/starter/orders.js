// One version up. Only the second step is begun.
export function upcastOnce(event) {
  switch (event.type) {
    case "OrderPlacedV2":
      event.type = "OrderPlacedV3";
      event.amount = event.price;
      event.channel = "web";
      return event;
    default:
      return event;
  }
}

// Up to the newest version.
export function upcast(event) {
  return upcastOnce(event);
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
