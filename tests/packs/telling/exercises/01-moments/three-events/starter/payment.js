export const initial = { status: "idle", amount: 0 };

export function evolve(state, event) {
  return state;
}
