// shipping.js: books a parcel. What was asked under a key is done once, and is answered alike each time.
export async function book(ctx, { key, orderId, address }) {
  return ctx.db.tx(async tx => {
    const before = await tx.get("SELECT ok FROM answers WHERE key = ?", [key]);
    if (before) return { ok: before.ok === 1 };
    const ok = address !== "island";
    if (ok) await tx.run("INSERT INTO parcels(order_id, state) VALUES (?, 'BOOKED')", [orderId]);
    await tx.run("INSERT INTO answers(key, ok) VALUES (?, ?)", [key, ok ? 1 : 0]);
    return { ok };
  });
}
