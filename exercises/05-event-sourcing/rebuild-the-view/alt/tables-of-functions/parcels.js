const without = (waiting, order) => Object.fromEntries(Object.entries(waiting).filter(([other]) => other !== order));

const changes = new Map([
  ["OrderPaid", ({ waiting }, { order, customer }) => ({ waiting: { ...waiting, [order]: customer } })],
  ["OrderCancelled", ({ waiting }, { order }) => ({ waiting: without(waiting, order) })],
  ["ParcelSent", ({ waiting, parcels }, { order }) => ({ waiting: without(waiting, order), parcels: parcels + 1 })],
]);

const mails = new Map([
  ["OrderCancelled", "order-cancelled"],
  ["ParcelSent", "parcel-sent"],
]);

const NOTHING = Object.freeze({ position: 0, parcels: 0, waiting: {} });

export const initial = () => NOTHING;

export const evolve = (view, event) => {
  if (event.type === "RebuildStarted") return NOTHING;
  const change = changes.get(event.type) ?? (() => ({}));
  return event.position > view.position ? { ...view, ...change(view, event), position: event.position } : view;
};

export const mail = ({ type, order, position }, send, replaying) =>
  [mails.get(type)]
    .filter((template) => template && !replaying)
    .forEach((template) => send({ template, order, key: [template, position].join("-") }));
