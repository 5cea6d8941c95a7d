export async function placeOrder(ctx, { orderId, address }) {
  await ctx.db.run("INSERT INTO orders(id, address, status, step) VALUES (?, ?, 'PENDING', 'reserve')", [orderId, address]);
}

// Who does a step, and where it leads.
function plan(step) {
  return {
    reserve: { at: "inventory", done: "charge", refused: "cancelled" },
    charge: { at: "payments", done: "book", refused: "release" },
    book: { at: "shipping", done: "confirmed", refused: "refund" },
    refund: { at: "payments", done: "release" },
    release: { at: "inventory", done: "cancelled" },
  }[step];
}

// Runs every 300 ms: goes on with what is open, from where it stands.
export async function drive(ctx) {
  for (const { id, address, step } of await ctx.db.all("SELECT * FROM orders WHERE status = 'PENDING'")) {
    await goOn(ctx, id, address, step);
  }
}

async function goOn(ctx, id, address, step) {
  for (let now = plan(step); now; now = plan(step)) {
    let answer;
    try {
      answer = await ctx.call(now.at, step, { key: `${id}-${step}`, orderId: id, address });
    } catch (error) {
      if (!(error instanceof Timeout)) throw error;
      answer = { ok: true };
    }
    const next = answer.ok ? now.done : now.refused;
    const status = { confirmed: "CONFIRMED", cancelled: "CANCELLED" }[next] ?? "PENDING";
    await ctx.db.run("UPDATE orders SET step = ?, status = ? WHERE id = ? AND step = ?", [next, status, id, step]);
    step = next;
  }
}
