const SIGN = { CreditGranted: 1, BonusGranted: 1, CreditSpent: -1 };

export const initial = { ids: [], won: 0, open: true };

export const evolve = ({ ids, won, open }, { type, command, amount = 0 }) => ({
  ids: command === undefined || ids.includes(command) ? ids : [...ids, command],
  won: won + (SIGN[type] ?? 0) * amount,
  open: open && type !== "AccountClosed",
});

const rules = {
  GrantCredit: (_, { id, amount, bonus }) =>
    [
      { type: "CreditGranted", command: id, amount },
      { type: "BonusGranted", command: id, amount: bonus },
    ].filter((event) => event.amount > 0),
  SpendCredit({ won }, { id, amount }) {
    if (won < amount) throw new Refused("NotEnough");
    return [{ type: "CreditSpent", command: id, amount }];
  },
  CloseAccount: (_, { id }) => [{ type: "AccountClosed", command: id }],
};

export function decide(account, command) {
  if (account.ids.includes(command.id)) return [];
  if (!account.open) throw new Refused("AccountClosed");
  return rules[command.type](account, command);
}
