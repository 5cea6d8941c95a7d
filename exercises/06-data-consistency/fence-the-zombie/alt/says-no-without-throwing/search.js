// search.js: compares and writes in one transaction; says whether it took the price.
export async function put(ctx, { sku, price, token }) {
  return ctx.db.tx(async tx => {
    const now = await tx.get("SELECT token FROM prices WHERE sku = ?", [sku]);
    if (token < now.token) return false;
    await tx.run("UPDATE prices SET price = ?, token = ? WHERE sku = ?", [price, token, sku]);
    return true;
  });
}
