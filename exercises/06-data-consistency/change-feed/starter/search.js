// search.js: runs every 200 ms and follows the changes in the warehouse.
export async function follow(ctx) {
  for (const change of await ctx.feed.read(0)) {
    const { sku, title, price } = change.after;
    await ctx.db.run("INSERT OR REPLACE INTO offers(sku, title, price) VALUES (?, ?, ?)", [sku, title, price]);
  }
}
