export async function follow(ctx) {
  const changes = await ctx.feed.read(0);
  if (changes.length === 0) return;
  await ctx.db.tx(async tx => {
    await tx.run("UPDATE offers SET price = 22000 WHERE sku = 'BAG-3'");
    await tx.run("UPDATE offers SET sku = 'MUG-2' WHERE sku = 'MUG-1'");
    await tx.run("DELETE FROM offers WHERE sku = 'PEN-5'");
  });
}
