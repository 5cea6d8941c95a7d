// orders.js: the newer wins, and the row keeps the version of its price.
export async function onProductChanged(ctx, { body }) {
  const { sku, version, price, deleted } = body;
  await ctx.db.tx(async tx => {
    await tx.run("INSERT INTO prices(sku, deleted) VALUES (?, 1) ON CONFLICT DO NOTHING", [sku]);
    if (deleted) {
      await tx.run("UPDATE prices SET deleted = 1 WHERE sku = ? AND version < ?", [sku, version]);
    } else {
      await tx.run("UPDATE prices SET price = ?, version = ?, deleted = 0 WHERE sku = ? AND version < ?",
        [price, version, sku, version]);
    }
  });
}
