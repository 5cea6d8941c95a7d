// relay.js: what is sent has the number of its row, and is sent once.
export async function run(ctx) {
  for (const { seq, sku, price } of await ctx.db.all("SELECT seq, sku, price FROM outbox ORDER BY seq")) {
    try {
      await ctx.call("search", "put", { sku, price, version: seq });
    } catch (error) {
      if (!(error instanceof Timeout)) throw error;
    }
    await ctx.db.run("DELETE FROM outbox WHERE seq = ?", [seq]);
  }
}
