export async function follow(ctx) {
  const { position } = await ctx.db.get("SELECT position FROM progress");
  const changes = await ctx.feed.read(position);
  for (const { before, after } of changes) {
    await ctx.db.tx(async tx => {
      if (before) await tx.run("DELETE FROM offers WHERE sku = ?", [before.sku]);
      if (after) await tx.run("INSERT OR REPLACE INTO offers(sku, title, price) VALUES (?, ?, ?)", [after.sku, after.title, after.price]);
    });
  }
  if (changes.length > 0) await ctx.db.run("UPDATE progress SET position = ?", [changes.at(-1).position]);
}
