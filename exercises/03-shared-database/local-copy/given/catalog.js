// catalog.js: changes products and tells everyone. One without a price is deleted.
export async function change(ctx, { changes }) {
  for (const { sku, version, price = null } of changes) {
    await ctx.db.run("INSERT OR REPLACE INTO products(sku, version, price) VALUES (?, ?, ?)", [sku, version, price]);
    await ctx.publish("ProductChanged", { sku, version, price, deleted: price === null }, { key: sku, id: `${sku}-v${version}` });
  }
}
