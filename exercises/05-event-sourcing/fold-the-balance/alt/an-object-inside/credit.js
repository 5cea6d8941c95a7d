// An object in between, made anew for every event; what leaves is plain data.
class Account {
  #cents;
  #frozen;

  constructor({ cents, frozen }) {
    this.#cents = BigInt(cents);
    this.#frozen = frozen;
  }

  apply({ type, amount }) {
    const parts = /^(\d+)\.(\d\d)$/.exec(amount ?? "");
    const cents = parts ? BigInt(parts[1] + parts[2]) : 0n;
    if (type === "CreditGranted" || type === "CreditReturned") this.#cents += cents;
    else if (type === "CreditSpent" || type === "CreditRevoked") this.#cents -= cents;
    else if (type === "AccountFrozen") this.#frozen = true;
    else if (type === "AccountReleased") this.#frozen = false;
    return { frozen: this.#frozen, cents: Number(this.#cents) };
  }
}

export const initial = () => ({ cents: 0, frozen: false });
export const evolve = (state, event) => new Account(state).apply(event);
