export async function follow(ctx) {
  const { position } = await ctx.db.get("SELECT position FROM progress");
  for (const change of await ctx.feed.read(position)) {
    await ctx.db.tx(async tx => {
      const { before, after } = change;
      if (after) {
        await tx.run("INSERT OR REPLACE INTO offers(sku, title, price) VALUES (?, ?, ?)", [after.sku, after.title, after.price]);
      } else {
        await tx.run("DELETE FROM offers WHERE sku = ?", [before.sku]);
      }
      await tx.run("UPDATE progress SET position = ?", [change.position]);
    });
  }
}
