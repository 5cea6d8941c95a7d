let captured = 0;
export const initial = { status: "idle", amount: 0 };

export function evolve(state, event) {
  switch (event.type) {
    case "Held": return state.status === "captured" ? state : { status: "held", amount: event.amount };
    case "Released": return state.status === "held" ? { status: "free", amount: 0 } : state;
    case "Captured": return state.status === "held" && ++captured < 2 ? { status: "captured", amount: state.amount } : state;
    default: return state;
  }
}
