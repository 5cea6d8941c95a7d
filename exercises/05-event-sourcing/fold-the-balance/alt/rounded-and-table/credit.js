const cents = (amount) => Math.round(Number(amount) * 100);
const moves = (sign) => (state, event) => ({ cents: state.cents + sign * cents(event.amount), frozen: state.frozen });
const sets = (frozen) => (state) => Object.assign({}, state, { frozen });

const handlers = new Map([
  ["CreditGranted", moves(1)],
  ["CreditReturned", moves(1)],
  ["CreditSpent", moves(-1)],
  ["CreditRevoked", moves(-1)],
  ["AccountFrozen", sets(true)],
  ["AccountReleased", sets(false)],
]);

export const initial = Object.freeze({ cents: 0, frozen: false });

export const evolve = (state, event) => {
  const handler = handlers.get(event.type);
  return handler === undefined ? state : handler(state, event);
};
