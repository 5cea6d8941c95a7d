export async function follow(ctx) {
  const { position } = await ctx.db.get("SELECT position FROM progress");
  for (const change of await ctx.feed.read(position)) {
    await ctx.db.tx(async tx => {
      const { before, after } = change;
      if (after) {
        await tx.run("UPDATE offers SET sku = ?, title = ?, price = ? WHERE sku = ?", [after.sku, after.title, after.price, before.sku]);
      }
      await tx.run("UPDATE progress SET position = ?", [change.position]);
    });
  }
}
