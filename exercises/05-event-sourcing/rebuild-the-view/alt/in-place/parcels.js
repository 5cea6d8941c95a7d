// The view is ours alone, so it is changed where it is, as rows of a table are.
export const initial = { waiting: {}, parcels: 0, position: 0 };

export function evolve(view, event) {
  if (event.type === "RebuildStarted") {
    view.waiting = {};
    view.parcels = view.position = 0;
  } else if (event.position > view.position) {
    view.position = event.position;
    if (event.type === "OrderPaid") view.waiting[event.order] = event.customer;
    if (["ParcelSent", "OrderCancelled"].includes(event.type)) delete view.waiting[event.order];
    if (event.type === "ParcelSent") view.parcels++;
  }
  return view;
}

export function mail(event, send, replaying) {
  if (replaying) return;
  const say = (template) => send({ key: template + "-" + event.position, template, order: event.order });
  if (event.type === "ParcelSent") say("parcel-sent");
  if (event.type === "OrderCancelled") say("order-cancelled");
}
