export async function placeOrder(ctx, { orderId, address }) {
  const status = address === "island" ? "CANCELLED" : "PENDING";
  await ctx.db.run("INSERT INTO orders(id, address, status) VALUES (?, ?, ?)", [orderId, address, status]);
}

export async function drive(ctx) {
  for (const { id, address } of await ctx.db.all("SELECT * FROM orders WHERE status = 'PENDING'")) {
    await ctx.call("inventory", "reserve", { key: `reserve-${id}`, orderId: id });
    await ctx.call("payments", "charge", { key: `charge-${id}`, orderId: id });
    await ctx.call("shipping", "book", { key: `book-${id}`, orderId: id, address });
    await ctx.db.run("UPDATE orders SET status = 'CONFIRMED' WHERE id = ?", [id]);
  }
}
