// orders.js: a step in doubt before the booking is taken back, done or not; the booking, which cannot be, is asked for again.
export async function placeOrder(ctx, { orderId, address }) {
  await ctx.db.run("INSERT INTO orders(id, address, step) VALUES (?, ?, 'there')", [orderId, address]);
}

export async function drive(ctx) {
  for (const order of await ctx.db.all("SELECT * FROM orders WHERE status = 'PENDING' ORDER BY id")) {
    try {
      if (order.step === "back") await back(ctx, order);
      else await there(ctx, order);
    } catch (error) {
      if (!(error instanceof Timeout)) throw error;
    }
  }
}

async function there(ctx, order) {
  const { id, address } = order;
  if (order.step === "there") {
    let ok = true;
    try {
      ok = (await ctx.call("inventory", "reserve", { key: "r" + id, orderId: id })).ok
        && (await ctx.call("payments", "charge", { key: "c" + id, orderId: id })).ok;
    } catch (error) {
      ok = false;
    }
    const step = ok ? "book" : "back";
    await ctx.db.run("UPDATE orders SET step = ? WHERE id = ?", [step, id]);
    if (!ok) return back(ctx, order);
  }
  const { ok } = await ctx.call("shipping", "book", { key: "b" + id, orderId: id, address });
  if (ok) {
    await ctx.db.run("UPDATE orders SET status = 'CONFIRMED' WHERE id = ?", [id]);
  } else {
    await ctx.db.run("UPDATE orders SET step = 'back' WHERE id = ?", [id]);
    await back(ctx, order);
  }
}

// The bag first, then the money: neither needs the other.
async function back(ctx, { id }) {
  await ctx.call("inventory", "release", { key: "l" + id, orderId: id });
  await ctx.call("payments", "refund", { key: "f" + id, orderId: id });
  await ctx.db.run("UPDATE orders SET status = 'CANCELLED' WHERE id = ?", [id]);
}
