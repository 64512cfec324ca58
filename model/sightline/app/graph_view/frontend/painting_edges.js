// Relations, painted in groups of one look each: thousands of curves are then a few strokes.

import { curveBetween } from "./curves.js";
import { STATES, stateOf } from "./lighting.js";

const LOOKS = {
  faded: { alpha: 0.12, least: 0.6, more: 0, heads: false },
  rest: { alpha: 0.5, least: 0.7, more: 0, heads: true },
  upstream: { alpha: 0.95, least: 1.6, more: 0.5, heads: true, dash: [11, 4] },
  downstream: { alpha: 0.95, least: 1.6, more: 0.5, heads: true, dash: [3, 2.5] },
  line: { alpha: 1, least: 2.6, more: 1.5, heads: true },
};
const DASHES = { hindered: [7, 5], implied: [1.5, 4] };
const FEW = 80;
/** What does not stand out grows fainter the more there is of it, down to this part. */
const FAINTEST = 0.12;

/** Collect the relations into groups of the same look, in the order of painting. */
export function groupEdges(graph, lighting, detail) {
  const groups = new Map();
  for (const edge of graph.edges) {
    const state = stateOf(edge.id, lighting);
    const kind = edge.hindered ? "hindered" : edge.implied ? "implied" : "plain";
    const width = Math.min(Math.max(Math.round(edge.width * 2) / 2, 0.5), 8);
    const key = `${STATES.indexOf(state)} ${kind} ${width}`;
    if (!groups.has(key)) groups.set(key, { state, kind, width, curves: [] });
    const head = headOf(state, width, detail);
    groups.get(key).head = head;
    groups
      .get(key)
      .curves.push(curveBetween(graph.byId.get(edge.from), graph.byId.get(edge.to), detail.reach, head));
  }
  return [...groups.keys()].toSorted().map((key) => finish(groups.get(key)));
}

/** Paint the groups. While the picture moves, what does not stand out may be left out. */
export function paintEdges(ctx, groups, theme, scale, { isMoving, count }) {
  const screen = 1 / scale;
  for (const { state, kind, width, path, heads } of groups) {
    if (isMoving && !standsOut(state)) continue;
    const look = LOOKS[state];
    const colour = state === "line" ? theme.accent : (theme[state] ?? theme.muted);
    ctx.globalAlpha = look.alpha * (standsOut(state) ? 1 : Math.max(FAINTEST, Math.min(1, Math.sqrt(FEW / count))));
    ctx.strokeStyle = colour;
    ctx.lineWidth = Math.max(width * 0.8 + look.more, look.least * screen);
    const dash = look.dash ?? DASHES[kind] ?? [];
    ctx.setLineDash(dash.map((length) => length * Math.max(1, screen * 0.8)));
    ctx.stroke(path);
    ctx.setLineDash([]);
    ctx.fillStyle = colour;
    ctx.fill(heads);
  }
  ctx.globalAlpha = 1;
}

function standsOut(state) {
  return state !== "rest" && state !== "faded";
}

function headOf(state, width, detail) {
  const stands = standsOut(state);
  if (!LOOKS[state].heads || (!detail.cards && !stands)) return 0;
  return (5 + width) * (stands ? 1.5 : 1) * (detail.cards ? 1 : 1.6);
}

function finish(group) {
  const path = new Path2D();
  const heads = new Path2D();
  for (const [x0, y0, x1, y1, x2, y2, x3, y3] of group.curves) {
    path.moveTo(x0, y0);
    path.bezierCurveTo(x1, y1, x2, y2, x3, y3);
    if (group.head === 0) continue;
    const forward = x3 >= x2 ? group.head : -group.head;
    heads.moveTo(x3 + forward, y3);
    heads.lineTo(x3, y3 - group.head * 0.42);
    heads.lineTo(x3, y3 + group.head * 0.42);
    heads.closePath();
  }
  return { ...group, path, heads };
}
