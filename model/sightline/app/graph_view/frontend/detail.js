// What is drawn at which zoom. All lengths are in the map's own pixels unless a name says "screen".

const SMALLEST_SCREEN_TEXT = 9.5;
const TEXT = 12.5;
const LINE_HEIGHT = 1.2;

/** Below this zoom a label on a card could not be read: only marks are drawn, larger. */
export const MARKS_BELOW = 0.38;

/** Say how elements are drawn at a zoom: as marks alone, or as cards with labels of so many lines. */
export function detailAt(scale, card) {
  if (scale < MARKS_BELOW) return { cards: false, font: 11 / scale, lines: 1, reach: card.height * 0.6 };
  const font = Math.max(TEXT, Math.round(SMALLEST_SCREEN_TEXT / scale));
  const lines = Math.max(1, Math.min(2, Math.floor((card.height - 6) / (font * LINE_HEIGHT))));
  return { cards: true, font, lines, reach: card.width / 2 };
}

/** Give the middle and radius of an element's mark: at the left of its card, or large in its place. */
export function markOf(node, detail, card, largest) {
  const part = Math.min(node.radius / largest, 1);
  if (!detail.cards) return { x: node.x, y: node.y, radius: card.height * (0.34 + 0.24 * part) };
  const room = card.height / 2 - 7.5;
  return { x: node.x - card.width / 2 + card.height / 2, y: node.y, radius: room * (0.62 + 0.38 * part) };
}
