// What is drawn at which zoom. All lengths are in the map's own pixels unless a name says "screen".

const SMALLEST_SCREEN_TEXT = 9.2;
const TEXT = 12.5;
const LINE_HEIGHT = 1.2;

/** Below this zoom a label on a card could not be read: only marks are drawn, larger. */
export const MARKS_BELOW = 0.32;

/** Where marks stand so far below each other on the screen, each has its name below it. */
const SCREEN_ROW_OF_NAMES = 27;

/**
 * Say how elements are drawn at a zoom: as cards with labels of so many lines, or as marks, with names below them in a
 * room of so many pixels, or with none (0).
 */
export function detailAt(scale, card) {
  if (scale < MARKS_BELOW) {
    const names = card.down * scale >= SCREEN_ROW_OF_NAMES ? card.across * 0.96 : 0;
    return { cards: false, font: (names > 0 ? SMALLEST_SCREEN_TEXT : 11) / scale, lines: 1, names, reach: card.height * 0.6 };
  }
  const font = Math.max(TEXT, Math.round(SMALLEST_SCREEN_TEXT / scale));
  const lines = Math.max(1, Math.min(2, Math.floor((card.height - 6) / (font * LINE_HEIGHT))));
  return { cards: true, font, lines, names: 0, reach: card.width / 2 };
}

/** Measure how far apart columns are, and elements above each other in them: the least of both in the map. */
export function spacingOf(nodes) {
  const columns = new Map();
  for (const { x, y } of nodes) columns.set(x, [...(columns.get(x) ?? []), y]);
  const down = [...columns.values()].map(leastStep);
  return { across: leastStep([...columns.keys()]), down: Math.min(...down, Infinity) };
}

function leastStep(values) {
  const sorted = values.toSorted((one, other) => one - other);
  return Math.min(...sorted.slice(1).map((value, at) => value - sorted[at]), Infinity);
}

/** Give the middle and radius of an element's mark: at the left of its card, or large in its place. */
export function markOf(node, detail, card, largest) {
  const part = Math.min(node.radius / largest, 1);
  if (!detail.cards) return { x: node.x, y: node.y, radius: card.height * (0.34 + 0.24 * part) };
  const room = card.height / 2 - 7.5;
  return { x: node.x - card.width / 2 + card.height / 2, y: node.y, radius: room * (0.62 + 0.38 * part) };
}
