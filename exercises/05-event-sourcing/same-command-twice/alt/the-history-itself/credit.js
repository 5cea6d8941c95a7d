// The state is the history; what has been done is looked up in it.
export const initial = [];
export const evolve = (history, event) => [...history, event];

export function decide(history, command) {
  if (history.some((event) => event.command === command.id)) return [];
  if (history.some((event) => event.type === "AccountClosed")) throw new Refused("AccountClosed");
  const of = { command: command.id };
  if (command.type === "CloseAccount") return [{ type: "AccountClosed", ...of }];
  if (command.type === "GrantCredit") {
    const events = [{ type: "CreditGranted", amount: command.amount, ...of }];
    return command.bonus === 0 ? events : [...events, { type: "BonusGranted", amount: command.bonus, ...of }];
  }
  const balance = history.reduce((sum, { type, amount = 0 }) => (type === "CreditSpent" ? sum - amount : sum + amount), 0);
  if (balance < command.amount) throw new Refused("NotEnough");
  return [{ type: "CreditSpent", amount: command.amount, ...of }];
}
