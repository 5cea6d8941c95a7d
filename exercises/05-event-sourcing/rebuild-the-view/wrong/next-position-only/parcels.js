export function initial() {
  return { position: 0, parcels: 0, waiting: {} };
}

// Computes: the list on the screen of the warehouse.
export function evolve(view, event) {
  if (event.type === "RebuildStarted") {
    return initial();
  }
  if (event.position !== view.position + 1) {
    return view;
  }
  const next = { ...view, position: event.position, waiting: { ...view.waiting } };
  switch (event.type) {
    case "OrderPaid":
      next.waiting[event.order] = event.customer;
      return next;
    case "ParcelSent":
      delete next.waiting[event.order];
      next.parcels += 1;
      return next;
    case "OrderCancelled":
      delete next.waiting[event.order];
      return next;
    default:
      return next;
  }
}

const TEMPLATES = new Map([
  ["ParcelSent", "parcel-sent"],
  ["OrderCancelled", "order-cancelled"],
]);

// Acts: tells the customer, once in the life of an event.
export function mail(event, send, replaying) {
  const template = TEMPLATES.get(event.type);
  if (template !== undefined && !replaying) {
    send({ template, order: event.order, key: `${template}-${event.position}` });
  }
}
