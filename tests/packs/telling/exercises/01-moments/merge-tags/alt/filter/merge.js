export const merge = (a, b) => a.concat(b).sort().filter((tag, at, all) => tag !== all[at - 1]);
