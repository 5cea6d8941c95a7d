// What was added to the form is added to what is there now: a merge that cannot fail, done in one statement.
export async function open(ctx, { sku }) {
  const { description } = await ctx.db.get("SELECT description FROM products WHERE sku = ?", [sku]);
  return { sku, description, seen: description };
}

export async function save(ctx, { sku, description, seen }) {
  if (!description.startsWith(seen)) return false;
  await ctx.db.run("UPDATE products SET description = description || ? WHERE sku = ?",
    [description.slice(seen.length), sku]);
  return true;
}
