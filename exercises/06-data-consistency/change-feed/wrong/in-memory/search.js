let position = 0;

export async function follow(ctx) {
  for (const change of await ctx.feed.read(position)) {
    await ctx.db.tx(async tx => {
      const { before, after } = change;
      if (before) await tx.run("DELETE FROM offers WHERE sku = ?", [before.sku]);
      if (after) await tx.run("INSERT OR REPLACE INTO offers(sku, title, price) VALUES (?, ?, ?)", [after.sku, after.title, after.price]);
    });
    position = change.position;
  }
}
