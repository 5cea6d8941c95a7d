// coordinator.js, service "orders": an order happens in inventory and in payments, or in neither.
export async function place(ctx, { order, sku, qty, customer, won }) {
  const goods = { order, item: sku, amount: qty };            // what inventory is asked for
  const money = { order, item: customer, amount: won };       // what payments is asked for
  return "abort";
}

// Runs after every start, before anything else. It may stay empty, or go.
export async function onStart(ctx) {
}
