// What stands out and what steps back.

/** The order of painting: what stands out most comes last. */
export const STATES = ["faded", "rest", "upstream", "downstream", "line"];

/** Sort every id that stands out into its state; where several apply the strongest wins. */
export function lightingOf({ line = [], upstream = [], downstream = [], fade = false }, selected = null) {
  const states = new Map();
  for (const id of upstream) states.set(id, "upstream");
  for (const id of downstream) states.set(id, "downstream");
  for (const id of line) states.set(id, "line");
  if (selected !== null && !states.has(selected)) states.set(selected, selected.startsWith("e") ? "line" : "rest");
  return { states, other: fade ? "faded" : "rest" };
}

/** Give the state of one element or relation. */
export function stateOf(id, lighting) {
  return lighting.states.get(id) ?? lighting.other;
}
