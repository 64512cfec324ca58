// Where the eye stands: the middle of what is seen, and the zoom.

const SCREEN_MARGIN = { side: 18, top: 44, bottom: 18 };

/** The zooms between which one can move. */
export const ZOOMS = { least: 0.04, most: 3, fitting: 1.15 };

/** Give the rectangle that holds all elements and columns. */
export function boundsOf({ nodes, bands, card }) {
  const boxes = [
    ...nodes.map(({ x, y }) => [x - card.width / 2, y - card.height / 2, x + card.width / 2, y + card.height / 2]),
    ...bands.map(({ left, top, width, height }) => [left, top, left + width, top + height]),
  ];
  if (boxes.length === 0) return { left: 0, top: 0, right: 1, bottom: 1 };
  const edge = (at, choose) => boxes.reduce((found, box) => choose(found, box[at]), boxes[0][at]);
  return { left: edge(0, Math.min), top: edge(1, Math.min), right: edge(2, Math.max), bottom: edge(3, Math.max) };
}

/** Give the view that shows a rectangle whole, with room above for the headings. */
export function frameFor({ left, top, right, bottom }, { width, height }) {
  const free = {
    width: Math.max(width - 2 * SCREEN_MARGIN.side, 1),
    height: Math.max(height - SCREEN_MARGIN.top - SCREEN_MARGIN.bottom, 1),
  };
  const scale = Math.max(
    Math.min(free.width / (right - left), free.height / (bottom - top), ZOOMS.fitting),
    ZOOMS.least,
  );
  const lift = (SCREEN_MARGIN.top - SCREEN_MARGIN.bottom) / 2 / scale;
  return { position: { x: (left + right) / 2, y: (top + bottom) / 2 - lift }, scale };
}

/** Tell whether a card lies wholly inside what is seen. */
export function isInside(node, card, { position, scale }, { width, height }) {
  const [across, down] = [width / scale / 2 - card.width / 2, height / scale / 2 - card.height / 2];
  return Math.abs(node.x - position.x) <= across && Math.abs(node.y - position.y) <= down;
}

/** Tell whether most elements of a new map were on the old one, so that the eye may stay where it is. */
export function isMostlySame(before, after) {
  const known = new Set(before.map(keyOf));
  const kept = after.filter((node) => known.has(keyOf(node))).length;
  return kept > 0 && kept >= 0.6 * Math.max(before.length, after.length);
}

function keyOf({ shape, label }) {
  return `${shape} ${label}`;
}
