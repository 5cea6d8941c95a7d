const cents = (amount) => Number(amount.replace(".", ""));
const PLUS = ["CreditGranted", "CreditReturned"];

export function initial() {
  return { cents: 0, frozen: false };
}

export function evolve(state, event) {
  if (event.type === "AccountFrozen") return { ...state, frozen: true };
  if (event.type === "AccountReleased") return { ...state, frozen: false };
  if (event.amount === undefined) return state;
  const sign = PLUS.includes(event.type) ? 1 : -1;
  return { ...state, cents: state.cents + sign * cents(event.amount) };
}
