const cents = (amount) => Math.round(Number(amount) * 100);
const adds = (state, event) => ({ ...state, cents: state.cents + cents(event.amount) });
const takes = (state, event) => ({ ...state, cents: state.cents - cents(event.amount) });

const handlers = {
  CreditGranted: adds,
  CreditReturned: adds,
  CreditSpent: takes,
  CreditRevoked: takes,
  AccountFrozen: (state) => ({ ...state, frozen: true }),
  AccountReleased: (state) => ({ ...state, frozen: false }),
};

export const initial = { cents: 0, frozen: false };

export function evolve(state, event) {
  const handler = handlers[event.type];
  return handler ? handler(state, event) : state;
}
