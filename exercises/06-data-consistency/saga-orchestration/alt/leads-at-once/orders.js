// orders.js: whoever has taken the order leads it, and `drive` what is left; two at once hear the same answers.
export async function placeOrder(ctx, { orderId, address }) {
  await ctx.db.run("INSERT INTO orders(id, address) VALUES (?, ?)", [orderId, address]);
  await lead(ctx, { id: orderId, address, step: "reserve" });
}

export async function drive(ctx) {
  const open = await ctx.db.get("SELECT * FROM orders WHERE status = 'PENDING'");
  if (open) await lead(ctx, open);
}

async function lead(ctx, { id, address, step }) {
  const ask = async service => (await ctx.call(service, step, { key: `saga ${id}, ${step}`, orderId: id, address })).ok;
  const go = async (next, status) => {
    await ctx.db.run("UPDATE orders SET step = ?, status = ? WHERE id = ? AND step = ?", [next, status ?? "PENDING", id, step]);
    step = next;
  };
  if (step === "reserve") await (await ask("inventory") ? go("charge") : go("over", "CANCELLED"));
  if (step === "charge") await (await ask("payments") ? go("book") : go("release"));
  if (step === "book") await (await ask("shipping") ? go("over", "CONFIRMED") : go("refund"));
  if (step === "refund") await (await ask("payments"), go("release"));
  if (step === "release") await (await ask("inventory"), go("over", "CANCELLED"));
}
