// The state is a ledger; the stock is its sum.
export const initial = [];

const changes = new Map([
  ["Received", ({ qty }) => qty],
  ["Shipped", ({ qty }) => -qty],
  ["Counted", ({ change }) => change],
  ["Undone", ({ change }) => change],
]);

export const evolve = (ledger, event) => {
  const change = changes.get(event.type);
  return change === undefined
    ? ledger
    : [...ledger, { id: event.booking, sku: event.sku, by: change(event), of: event.undoes ?? null }];
};

const sum = (ledger, sku) => ledger.filter((line) => line.sku === sku).reduce((total, line) => total + line.by, 0);

const refuse = (code) => {
  throw new Refused(code);
};

export function decide(ledger, { type, booking, undoes, counted, ...rest }) {
  if (ledger.some((line) => line.id === booking)) refuse("BookingExists");
  if (type === "Receive") return [{ type: "Received", booking, ...rest }];
  if (type === "Count") return [{ type: "Counted", booking, ...rest, change: counted - sum(ledger, rest.sku) }];
  if (type === "Ship") {
    if (sum(ledger, rest.sku) < rest.qty) refuse("NotEnough");
    return [{ type: "Shipped", booking, ...rest }];
  }
  const line = ledger.find(({ id }) => id === undoes) ?? refuse("UnknownBooking");
  if (line.of !== null) refuse("NotUndoable");
  if (ledger.some(({ of }) => of === undoes)) refuse("AlreadyUndone");
  if (sum(ledger, line.sku) < line.by) refuse("NotEnough");
  return [{ type: "Undone", booking, undoes, sku: line.sku, change: 0 - line.by }];
}
