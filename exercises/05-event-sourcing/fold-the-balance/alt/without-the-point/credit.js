export const initial = { frozen: false, cents: 0 };

export function evolve({ cents, frozen }, event) {
  const amount = parseInt(String(event.amount).replace(".", ""), 10);
  if (event.type === "CreditGranted" || event.type === "CreditReturned") cents += amount;
  if (event.type === "CreditSpent" || event.type === "CreditRevoked") cents -= amount;
  if (event.type === "AccountFrozen") frozen = true;
  if (event.type === "AccountReleased") frozen = false;
  return { cents, frozen };
}
