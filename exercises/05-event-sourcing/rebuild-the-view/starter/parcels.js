export function initial() {
  return { position: 0, parcels: 0, waiting: {} };
}

// Computes: the list on the screen of the warehouse.
export function evolve(view, event) {
  const next = { ...view, position: event.position ?? view.position, waiting: { ...view.waiting } };
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

// Acts: tells the customer.
export function mail(event, send, replaying) {
  if (event.type === "ParcelSent") {
    send({ template: "parcel-sent", order: event.order, key: `parcel-sent-${event.position}` });
  }
}
