// The columns behind the elements, and their headings above everything.

import { fitLines } from "./labels.js";

const SCREEN = { size: 12, line: 14, gap: 9, top: 8, side: 5 };

/** Paint the areas of the columns. */
export function paintBands(ctx, bands, theme, scale) {
  for (const { column, left, top, width, height } of bands) {
    const isStranded = column === "stranded";
    ctx.globalAlpha = isStranded ? 0.1 : 0.7;
    ctx.fillStyle = isStranded ? theme.no_route : theme.panel;
    ctx.beginPath();
    ctx.roundRect(left, top, width, height, 10 / Math.max(scale, 0.5));
    ctx.fill();
    ctx.globalAlpha = 1;
    if (!isStranded) continue;
    ctx.strokeStyle = theme.no_route;
    ctx.lineWidth = 1 / scale;
    ctx.setLineDash([6 / scale, 5 / scale]);
    ctx.stroke();
    ctx.setLineDash([]);
  }
}

/** Paint the headings above the columns; where a column's top is out of sight they stay at the edge of the picture. */
export function paintHeadings(ctx, bands, theme, scale, seenTop) {
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.font = `600 ${SCREEN.size / scale}px ${theme.font}`;
  const measure = (text) => ctx.measureText(text).width;
  for (const [at, { title, left, top, width, height }] of bands.entries()) {
    const lines = fitLines(title, headingRoom(bands, at) - (2 * SCREEN.side) / scale, 2, measure);
    const tall = (lines.length * SCREEN.line) / scale;
    const bottom = Math.max(top - SCREEN.gap / scale, seenTop + SCREEN.top / scale + tall);
    if (lines.length === 0 || bottom > top + height) continue;
    const isAfloat = bottom > top;
    if (isAfloat) {
      const across = Math.max(...lines.map(measure)) + (4 * SCREEN.side) / scale;
      ctx.globalAlpha = 0.92;
      ctx.fillStyle = theme.paper;
      ctx.beginPath();
      ctx.roundRect(left + (width - across) / 2, bottom - tall - 4 / scale, across, tall + 8 / scale, 6 / scale);
      ctx.fill();
      ctx.globalAlpha = 1;
    }
    ctx.fillStyle = theme.muted;
    lines.forEach((line, row) => {
      ctx.fillText(line, left + width / 2, bottom - tall + ((row + 0.5) * SCREEN.line) / scale);
    });
  }
}

/** Give how wide a heading may be: as its column, or until it would meet the heading of the nearest one. */
export function headingRoom(bands, at) {
  const distances = bands.filter((_, other) => other !== at).map((band) => Math.abs(middle(band) - middle(bands[at])));
  return Math.max(bands[at].width, Math.min(...distances, 2 * bands[at].width));
}

function middle({ left, width }) {
  return left + width / 2;
}
