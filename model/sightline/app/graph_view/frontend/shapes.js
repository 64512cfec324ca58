// The outlines that tell the kinds apart. Each fills about the same area within its radius.

const POINTS = {
  diamond: regular(4, 1.18),
  hexagon: regular(6, 1.08, Math.PI / 6),
  square: regular(4, 1.24, Math.PI / 4),
  triangle: regular(3, 1.22),
  "triangle-down": regular(3, 1.22, Math.PI),
  star: star(1.3, 0.62),
};

/** Lay the outline of a shape as the current path; an unknown shape is a circle. */
export function outline(ctx, shape, x, y, radius) {
  ctx.beginPath();
  const points = POINTS[shape];
  if (points === undefined) {
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  for (const [dx, dy] of points) ctx.lineTo(x + dx * radius, y + (dy + sink(shape)) * radius);
  ctx.closePath();
}

/** How far the middle of a shape's area lies below the middle of its circle, in radii. */
export function sink(shape) {
  return shape === "triangle" ? 0.22 : shape === "triangle-down" ? -0.22 : 0;
}

function regular(corners, size, turn = 0) {
  return Array.from({ length: corners }, (_, at) => {
    const angle = turn + (2 * Math.PI * at) / corners;
    return [size * Math.sin(angle), -size * Math.cos(angle)];
  });
}

function star(outer, inner) {
  return Array.from({ length: 10 }, (_, at) => {
    const size = at % 2 === 0 ? outer : inner;
    return [size * Math.sin((Math.PI * at) / 5), -size * Math.cos((Math.PI * at) / 5)];
  });
}
