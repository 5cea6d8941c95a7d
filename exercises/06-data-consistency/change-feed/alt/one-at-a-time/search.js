// The position is taken by the statement that advances it; whoever finds it taken has nothing to do.
export async function follow(ctx) {
  await ctx.db.tx(async tx => {
    const { position } = await tx.get("SELECT position FROM progress");
    const [change] = await ctx.feed.read(position, { limit: 1 });
    if (!change) return;
    await tx.run("UPDATE progress SET position = ? WHERE position < ?", [change.position, change.position]);
    if (change.before) await tx.run("DELETE FROM offers WHERE sku = ?", [change.before.sku]);
    const after = change.after;
    if (after) await tx.run("INSERT INTO offers(sku, title, price) VALUES (?, ?, ?)", [after.sku, after.title, after.price]);
  });
}
