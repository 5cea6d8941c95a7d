// The state is the snapshot that was used, and the rows after it; deciding folds them.
const NOTHING = { type: "Snapshot", schema: 2, version: 0, balance: 0, frozen: false };

export const initial = () => ({ base: NOTHING, tail: [] });

const last = ({ base, tail }) => (tail.at(-1) ?? base).version;

export function evolve(state, row) {
  if (row.type === "Snapshot") return row.schema === NOTHING.schema ? { base: row, tail: [] } : state;
  return row.version > last(state) ? { base: state.base, tail: [...state.tail, row] } : state;
}

function now(state) {
  let { balance, frozen } = state.base;
  for (const { type, amount } of state.tail) {
    if (type === "CreditGranted") balance += amount;
    if (type === "CreditSpent") balance -= amount;
    if (type === "AccountFrozen") frozen = true;
    if (type === "AccountReleased") frozen = false;
  }
  return { ...NOTHING, version: last(state), balance, frozen };
}

const NAMES = { Grant: "CreditGranted", Spend: "CreditSpent", Freeze: "AccountFrozen", Release: "AccountReleased" };

export function decide(state, { type, ...fields }) {
  const snapshot = now(state);
  if (type === "TakeSnapshot") return snapshot.version - state.base.version >= 5 ? [snapshot] : [];
  if (type === "Spend" && snapshot.frozen) throw new Refused("Frozen");
  if (type === "Spend" && fields.amount > snapshot.balance) throw new Refused("NotEnough");
  return [{ type: NAMES[type], version: snapshot.version + 1, ...fields }];
}
