// The id comes last, and the key of the inbox takes everything back where it is there already.
export async function onLineAdded(ctx, { id, body }) {
  const { orderId, line, sku, qty } = body;
  try {
    await ctx.db.tx(async tx => {
      await tx.run("UPDATE stock SET qty = qty - ? WHERE sku = ?", [qty, sku]);
      await tx.run("INSERT INTO picks(order_id, line, sku, qty) VALUES (?, ?, ?, ?)", [orderId, line, sku, qty]);
      await tx.run("INSERT INTO inbox(message_id) VALUES (?)", [id]);
    });
  } catch (error) {
    if (!(error instanceof Constraint)) throw error;
  }
}
