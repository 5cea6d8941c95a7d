export const initial = { amount: 0, status: "idle" };

const next = {
  Held: (state, event) => (state.status === "captured" ? state : { status: "held", amount: event.amount }),
  Released: state => (state.status === "held" ? { status: "free", amount: 0 } : state),
  Captured: state => (state.status === "held" ? { ...state, status: "captured" } : state),
};

export const evolve = (state, event) => (next[event.type] ?? (same => same))(state, event);
