// orders.js: an inbox makes each message count once.
export async function onProductChanged(ctx, { id, body }) {
  const { sku, price, deleted } = body;
  await ctx.db.tx(async tx => {
    const first = await tx.run("INSERT INTO inbox(id) VALUES (?) ON CONFLICT DO NOTHING", [id]);
    if (first.changes === 0) return;
    if (deleted) {
      await tx.run("DELETE FROM prices WHERE sku = ?", [sku]);
    } else {
      await tx.run("INSERT INTO prices(sku, price) VALUES (?, ?) ON CONFLICT (sku) DO UPDATE SET price = excluded.price",
        [sku, price]);
    }
  });
}
