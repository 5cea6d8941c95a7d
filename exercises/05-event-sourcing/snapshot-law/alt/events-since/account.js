// Counts the events since the last snapshot instead of remembering its version.
export const initial = { at: 0, since: 0, won: 0, frozen: false };

const effects = {
  CreditGranted: (state, { amount }) => ({ won: state.won + amount }),
  CreditSpent: (state, { amount }) => ({ won: state.won - amount }),
  AccountFrozen: () => ({ frozen: true }),
  AccountReleased: () => ({ frozen: false }),
};

export function evolve(state, row) {
  if (row.type === "Snapshot") {
    return row.schema === 2 ? { at: row.version, since: 0, won: row.balance, frozen: row.frozen } : state;
  }
  if (row.version <= state.at) return state;
  return { ...state, at: row.version, since: state.since + 1, ...effects[row.type]?.(state, row) };
}

export function decide({ at, since, won, frozen }, { type, amount }) {
  const event = (name, fields = {}) => [{ type: name, version: at + 1, ...fields }];
  if (type === "TakeSnapshot") {
    return since < 5 ? [] : [{ type: "Snapshot", schema: 2, version: at, balance: won, frozen }];
  }
  if (type === "Freeze") return event("AccountFrozen");
  if (type === "Release") return event("AccountReleased");
  if (type === "Grant") return event("CreditGranted", { amount });
  if (frozen) throw new Refused("Frozen");
  if (amount > won) throw new Refused("NotEnough");
  return event("CreditSpent", { amount });
}
