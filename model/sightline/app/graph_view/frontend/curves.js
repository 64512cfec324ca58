// Relations as curves that leave and arrive horizontally: [x0, y0, x1, y1, x2, y2, x3, y3].

const SAMPLES = 24;

/** Lay the curve of a relation between two elements that reach so far to each side of their middles. */
export function curveBetween(supplier, customer, reach, headLength = 0) {
  const distance = customer.x - supplier.x;
  if (Math.abs(distance) < 2 * reach) return bow(supplier, customer, reach, headLength);
  const side = Math.sign(distance);
  const start = supplier.x + side * reach;
  const end = customer.x - side * (reach + headLength);
  const pull = Math.max(Math.abs(end - start) * 0.5, 12) * side;
  return [start, supplier.y, start + pull, supplier.y, end - pull, customer.y, end, customer.y];
}

/** Within a column both ends are at the right side. */
function bow(supplier, customer, reach, headLength) {
  const start = supplier.x + reach;
  const end = customer.x + reach + headLength;
  const out = Math.max(start, end) + 18 + Math.min(Math.abs(customer.y - supplier.y) * 0.15, 42);
  return [start, supplier.y, out, supplier.y, out, customer.y, end, customer.y];
}

/** Give the point at a part (0 to 1) of a curve. */
export function pointAt([x0, y0, x1, y1, x2, y2, x3, y3], part) {
  const rest = 1 - part;
  const [a, b, c, d] = [rest ** 3, 3 * rest ** 2 * part, 3 * rest * part ** 2, part ** 3];
  return { x: a * x0 + b * x1 + c * x2 + d * x3, y: a * y0 + b * y1 + c * y2 + d * y3 };
}

/** Give how far a point is from a curve; Infinity at once where it is farther than `limit` from all of it. */
export function distanceTo(curve, point, limit = Infinity) {
  const xs = [curve[0], curve[2], curve[4], curve[6]];
  const ys = [curve[1], curve[3], curve[5], curve[7]];
  if (
    point.x < Math.min(...xs) - limit ||
    point.x > Math.max(...xs) + limit ||
    point.y < Math.min(...ys) - limit ||
    point.y > Math.max(...ys) + limit
  ) {
    return Infinity;
  }
  let nearest = Infinity;
  let from = pointAt(curve, 0);
  for (let step = 1; step <= SAMPLES; step += 1) {
    const to = pointAt(curve, step / SAMPLES);
    nearest = Math.min(nearest, distanceToSegment(point, from, to));
    from = to;
  }
  return nearest;
}

function distanceToSegment(point, from, to) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / length;
  const part = Math.min(Math.max(along, 0), 1);
  return Math.hypot(point.x - from.x - part * dx, point.y - from.y - part * dy);
}
