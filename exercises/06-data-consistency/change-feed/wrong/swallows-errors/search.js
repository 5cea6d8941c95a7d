export async function follow(ctx) {
  const { position } = await ctx.db.get("SELECT position FROM progress");
  for (const change of await ctx.feed.read(position)) {
    try {
      await ctx.db.tx(async tx => {
        const { before, after } = change;
        if (before) await tx.run("DELETE FROM offers WHERE sku = ?", [before.sku]);
        if (after) await tx.run("INSERT INTO offers(sku, title, price) VALUES (?, ?, ?)", [after.sku, after.title, after.price]);
        await tx.run("UPDATE progress SET position = ?", [change.position]);
      });
    } catch {
      // One bad row must not stop all the others.
    }
  }
}
