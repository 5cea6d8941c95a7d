// All that has come is one transaction; the key is updated in place.
export async function follow(ctx) {
  const { position } = await ctx.db.get("SELECT position FROM progress");
  const changes = await ctx.feed.read(position);
  if (changes.length === 0) return;
  await ctx.db.tx(async tx => {
    for (const { op, before, after } of changes) {
      if (op === "delete") await tx.run("DELETE FROM offers WHERE sku = ?", [before.sku]);
      if (op === "insert") await tx.run("INSERT INTO offers(sku, title, price) VALUES (:sku, :title, :price)", after);
      if (op === "update") {
        await tx.run("UPDATE offers SET sku = :sku, title = :title, price = :price WHERE sku = :was", { ...after, was: before.sku });
      }
    }
    await tx.run("UPDATE progress SET position = ?", [changes.at(-1).position]);
  });
}
