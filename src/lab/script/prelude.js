// Runs first in every runtime, before any module: takes away what is neither pure nor bounded, keeps originals for the
// host, and freezes what is left. Its value is what the host needs. Nothing here may be reachable by a module.
//
// A block and not a function in parentheses: the parser reads what stands in parentheses twice.
"use strict";
{
  const { apply, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;
  const { freeze, isFrozen } = Object;
  const { isArray } = Array;
  const { stringify } = JSON;
  const { isInteger } = Number;
  const { toWellFormed } = String.prototype;
  const text = String;
  const global = globalThis;
  const hidden = (value) => ({ value, writable: true, enumerable: false, configurable: true });

  // Errors know two frames: a whole backtrace of every overflow of the stack would cost a thousand times the work counted.
  Error.stackTraceLimit = 2;
  delete Error.stackTraceLimit;
  delete Error.prepareStackTrace;
  defineProperty(Error, "stackTraceLimit", { value: 2 });

  // No code from texts: `eval` and the four constructors of functions. `Function` stays as a name for `instanceof`.
  delete global.eval;
  const noCode = function Function() {
    throw new TypeError("code cannot be made from text here");
  };
  noCode.prototype = getPrototypeOf(noCode);
  defineProperty(noCode.prototype, "constructor", hidden(noCode));
  defineProperty(global, "Function", hidden(noCode));
  for (const made of [async () => {}, function* () {}, async function* () {}]) delete getPrototypeOf(made).constructor;

  // No chance, and nothing whose last bits differ from machine to machine.
  const deny = (name, why) => {
    Math[name] = { [name]() { throw new TypeError(`Math.${name} is not available here: ${why}`); } }[name];
  };
  deny("random", "the same input must give the same result");
  for (const name of ["acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "cbrt", "cos", "cosh", "exp", "expm1",
    "hypot", "log", "log10", "log1p", "log2", "sin", "sinh", "tan", "tanh"]) {
    deny(name, "its last digits differ from machine to machine");
  }
  Math.pow = { pow(base, exponent) {
    base = +base;
    exponent = +exponent;
    if (!isInteger(exponent) || exponent > 1100 || exponent < -1100) {
      throw new TypeError("Math.pow is only available here with a whole number as exponent, up to 1100");
    }
    let result = 1;
    for (let left = exponent < 0 ? -exponent : exponent; left > 0; left--) result *= base;
    return exponent < 0 ? 1 / result : result;
  } }.pow;

  // Loops of the engine that count no work: on huge lengths they would not stop.
  const bound = (holder, name, most) => {
    const original = holder[name];
    defineProperty(holder, name, hidden({ [name](...args) {
      if (this !== null && this !== undefined && this.length > most) {
        throw new RangeError(`${name} is not available here for a length over ${most}`);
      }
      return apply(original, this, args);
    } }[name]));
  };
  for (const name of ["concat", "copyWithin", "fill", "flat", "flatMap", "join", "reverse", "shift", "slice", "sort",
    "splice", "toLocaleString", "toReversed", "toSorted", "toSpliced", "unshift", "with"]) {
    bound(Array.prototype, name, 100_000);
  }
  for (const name of ["includes", "indexOf", "lastIndexOf", "localeCompare", "normalize", "replace", "replaceAll", "split"]) {
    bound(String.prototype, name, 100_000);
  }
  const grow = (name) => {
    const original = String.prototype[name];
    defineProperty(String.prototype, name, hidden({ [name](count, ...rest) {
      if (+count * (name === "repeat" ? this.length : 1) > 1_000_000) {
        throw new RangeError(`${name} is not available here for a text over 1000000`);
      }
      return apply(original, this, [count, ...rest]);
    } }[name]));
  };
  for (const name of ["padEnd", "padStart", "repeat"]) grow(name);
  const from = Array.from;
  Array.from = { from(items, ...rest) {
    if (items !== null && items !== undefined && items.length > 100_000) {
      throw new RangeError("Array.from is not available here for a length over 100000");
    }
    return apply(from, this, [items, ...rest]);
  } }.from;

  class Refused extends Error {
    constructor(code) {
      super(text(code));
      this.code = text(code);
    }
  }
  defineProperty(Refused.prototype, "name", hidden("Refused"));

  // What `print` has written and `send` has sent, as texts; read and emptied by the host.
  let lines = [];
  let sent = [];
  let room = 0;
  const show = (value) => {
    if (typeof value === "string") return value;
    if (value instanceof Error) return `${value.name}: ${value.message}`;
    if (typeof value !== "object" || value === null) {
      return typeof value === "function" ? `[function ${value.name}]` : Object.is(value, -0) ? "-0" : text(value);
    }
    return stringify(value) ?? text(value);
  };
  const print = (...values) => {
    let line = "";
    for (let at = 0; at < values.length; at++) line += (at > 0 ? " " : "") + show(values[at]);
    room -= line.length + 1;
    if (room < 0) throw new RangeError("too much is printed");
    lines[lines.length] = apply(toWellFormed, line, []);
  };
  const send = (...values) => {
    const told = stringify(values);
    room -= told.length;
    if (room < 0) throw new RangeError("too much is sent");
    sent[sent.length] = told;
  };
  const host = {
    Refused,
    send,
    print(bytes, on) {
      room = bytes;
      const write = on ? print : () => {};
      defineProperty(global, "print", hidden(write));
      defineProperty(global, "console", hidden(freeze({ log: write })));
      defineProperty(global, "Refused", hidden(Refused));
      freeze(Promise);
      freeze(global);
    },
    room(bytes) { room = bytes; },
    printed() { const told = lines; lines = []; return told; },
    sent() { const told = sent; sent = []; return told; },
    // Plain JSON only, whose depth the host has bounded.
    freeze: function deep(value) {
      if (typeof value !== "object" || value === null || isFrozen(value)) return;
      freeze(value);
      for (const key of ownKeys(value)) deep(value[key]);
    },
  };

  // Frozen prototypes make `this.name = …` of an error of one's own throw, because the name above it is read-only.
  // So what is above is a pair of functions, of which the second gives the object below a property of its own.
  const yielding = (holder) => {
    for (const key of ownKeys(holder)) {
      const own = getOwnPropertyDescriptor(holder, key);
      if (!("value" in own) || !own.configurable) continue;
      const { value } = own;
      defineProperty(holder, key, {
        get() { return value; },
        set(next) {
          if (this === holder) throw new TypeError(`${text(key)} is read-only here`);
          defineProperty(this, key, { value: next, writable: true, enumerable: true, configurable: true });
        },
        enumerable: false,
        configurable: false,
      });
    }
  };
  yielding(Object.prototype);
  yielding(Error.prototype);
  yielding(Refused.prototype);

  // Freezes the globals, what they hold, and their prototypes. Functions below them keep their (unused) own properties.
  const holders = [
    getPrototypeOf([][Symbol.iterator]()), getPrototypeOf(""[Symbol.iterator]()), getPrototypeOf(new Map().entries()),
    getPrototypeOf(new Set().values()), getPrototypeOf(async () => {}), getPrototypeOf(function* () {}),
    getPrototypeOf(async function* () {}), getPrototypeOf((function* () {})()), Refused, Refused.prototype,
  ];
  for (const key of ownKeys(global)) {
    const { value } = getOwnPropertyDescriptor(global, key);
    if ((typeof value !== "object" && typeof value !== "function") || value === null || value === global) continue;
    if (typeof value.prototype === "object" && value.prototype !== null) {
      if (value !== Error && value.prototype instanceof Error) yielding(value.prototype);
      holders[holders.length] = value.prototype;
    }
    // Frozen with the global: what gathers promises is given another form for the handlers of services (`system.js`).
    if (value !== Promise) holders[holders.length] = value;
  }
  holders[holders.length] = noCode.prototype;
  for (let at = 0; at < holders.length; at++) freeze(holders[at]);
  host;
}
