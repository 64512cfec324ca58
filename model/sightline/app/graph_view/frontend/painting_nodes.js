// Elements: a card with a mark at its left, or the mark alone where a card could not be read.

import { markOf } from "./detail.js";
import { fitLines } from "./labels.js";
import { outline, sink } from "./shapes.js";

const CORNER = 8;
const LEAST_SCREEN_LETTER = 4.5;
const SCREEN_NAME = 130;

/** Paint one element; `look` says how it stands: `{state, isSelected, isOver, isCursor}`. */
export function paintNode(ctx, node, look, scene) {
  const { detail, card, theme } = scene;
  ctx.globalAlpha = look.state === "faded" ? 0.34 : 1;
  if (detail.cards) paintCard(ctx, node, look, scene);
  const mark = markOf(node, detail, card, scene.largest);
  paintMark(ctx, node, mark, scene);
  if (detail.cards) paintLabel(ctx, node, mark, scene);
  else paintRing(ctx, look, mark, scene);
  if (look.isCursor) paintCursor(ctx, node, mark, scene);
  ctx.globalAlpha = 1;
  ctx.lineWidth = 1;
  ctx.strokeStyle = theme.line;
}

function paintCard(ctx, node, look, { card, theme, scale }) {
  const [left, top] = [node.x - card.width / 2, node.y - card.height / 2];
  const sheets = node.members > 0 ? [6, 3, 0] : [0];
  for (const off of sheets) {
    ctx.beginPath();
    ctx.roundRect(left + off, top + off, card.width, card.height, CORNER);
    ctx.fillStyle = node.customer ? theme.customer : theme.paper;
    ctx.fill();
    const { colour, width } = borderOf(node, look, theme);
    ctx.strokeStyle = colour;
    ctx.lineWidth = Math.max(width, 0.8 / scale);
    ctx.setLineDash(node.stranded ? [5, 4] : []);
    ctx.stroke();
  }
  ctx.setLineDash([]);
}

function borderOf(node, { state, isSelected, isOver }, theme) {
  if (isSelected) return { colour: theme.text, width: 2.6 };
  if (isOver) return { colour: theme.text, width: 1.4 };
  if (state === "line") return { colour: theme.accent, width: 2.2 };
  if (state === "upstream" || state === "downstream") return { colour: theme[state], width: 1.8 };
  return { colour: node.stranded ? theme.no_route : node.customer ? theme.customer : theme.line, width: 1 };
}

function paintMark(ctx, node, { x, y, radius }, { theme, detail, scale }) {
  const isInverted = node.customer && detail.cards;
  const colour = node.customer ? (isInverted ? theme.paper : theme.customer) : node.colour;
  const ink = node.customer ? (isInverted ? theme.customer : theme.paper) : node.ink;
  if (node.haze > 0) paintHaze(ctx, node.haze, x, y, radius, theme);
  outline(ctx, node.shape, x, y, radius);
  ctx.fillStyle = colour;
  ctx.fill();
  ctx.strokeStyle = theme.muted;
  ctx.lineWidth = 0.6 / Math.min(scale, 1);
  ctx.stroke();
  if (!node.assessed && !node.customer) hatch(ctx, node, x, y, radius, theme);
  if (!detail.cards && node.stranded) {
    outline(ctx, node.shape, x, y, radius + 3);
    ctx.strokeStyle = theme.no_route;
    ctx.lineWidth = 2.5;
    ctx.setLineDash([5, 4]);
    ctx.stroke();
    ctx.setLineDash([]);
  }
  if (radius * scale < LEAST_SCREEN_LETTER) return;
  ctx.fillStyle = ink;
  ctx.font = `700 ${radius * (node.shape === "star" ? 0.85 : 1)}px ${theme.font}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(node.letter, x, y + radius * (0.06 + 0.6 * sink(node.shape)));
}

/** A ring around the mark: the part of it that is drawn is the part that the element's own obstacles take. */
function paintHaze(ctx, haze, x, y, radius, theme) {
  const around = radius * 1.34 + 1.5;
  ctx.lineWidth = Math.max(radius * 0.2, 2.2);
  ctx.strokeStyle = theme.blocked;
  ctx.beginPath();
  ctx.arc(x, y, around, -Math.PI / 2, -Math.PI / 2 + 2 * Math.PI * haze);
  ctx.stroke();
}

function hatch(ctx, node, x, y, radius, theme) {
  const step = radius * 0.5;
  ctx.save();
  ctx.clip();
  ctx.strokeStyle = theme.paper;
  ctx.lineWidth = radius * 0.13;
  ctx.beginPath();
  for (let at = -4; at <= 4; at += 1) {
    ctx.moveTo(x + at * step - 2 * radius, y + 2 * radius);
    ctx.lineTo(x + at * step + 2 * radius, y - 2 * radius);
  }
  ctx.stroke();
  ctx.fillStyle = node.colour;
  ctx.beginPath();
  ctx.arc(x, y + radius * 0.6 * sink(node.shape), radius * 0.52, 0, 2 * Math.PI);
  ctx.fill();
  ctx.restore();
}

function paintLabel(ctx, node, mark, { card, detail, theme, linesOf }) {
  const count = node.members > 0 ? String(node.members) : "";
  const weight = node.customer || node.members > 0 ? 600 : 500;
  ctx.font = `${weight} ${detail.font}px ${theme.font}`;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  const right = node.x + card.width / 2 - 7;
  const left = mark.x + card.height / 2 + 3;
  const room = right - left - (count ? ctx.measureText(count).width + 12 : 0);
  const lines = linesOf(node, () => fitLines(node.label, room, detail.lines, (text) => ctx.measureText(text).width));
  ctx.fillStyle = node.customer ? theme.paper : theme.text;
  const step = detail.font * 1.18;
  lines.forEach((line, at) => ctx.fillText(line, left, node.y + (at - (lines.length - 1) / 2) * step));
  if (!count) return;
  ctx.textAlign = "right";
  ctx.fillStyle = node.customer ? theme.paper : theme.muted;
  ctx.fillText(count, right, node.y);
}

/** Without cards, what stands out wears a ring. */
function paintRing(ctx, { state, isSelected, isOver }, mark, { theme, scale }) {
  const isLit = state === "line" || state === "upstream" || state === "downstream";
  if (!isLit && !isSelected && !isOver) return;
  ctx.beginPath();
  ctx.arc(mark.x, mark.y, mark.radius * 1.5 + 2.5 / scale, 0, 2 * Math.PI);
  ctx.lineWidth = (isSelected ? 2.4 : 1.6) / scale;
  ctx.strokeStyle = isSelected || isOver ? theme.text : state === "line" ? theme.accent : theme[state];
  ctx.stroke();
}

/** Without cards, names stand below the marks: of all where there is room, else of what is on the line or selected. */
export function paintName(ctx, node, { state, isSelected }, { card, detail, largest, scale, seen, theme }) {
  const standsOut = state === "line" || isSelected;
  if (detail.cards || (!standsOut && detail.names === 0)) return;
  const mark = markOf(node, detail, card, largest);
  ctx.globalAlpha = state === "faded" ? 0.3 : 1;
  ctx.font = `${standsOut ? 650 : 450} ${detail.font}px ${theme.font}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  const below = mark.y + mark.radius * (standsOut ? 1.5 : 1.25) + (standsOut ? 5 : 2) / scale;
  const measure = (text) => ctx.measureText(text).width;
  const [label = ""] = fitLines(node.label, standsOut ? SCREEN_NAME / scale : detail.names, 1, measure);
  const half = measure(label) / 2 + 6 / scale;
  const middle = Math.max(Math.min(mark.x, seen.right - half), seen.left + half);
  ctx.lineWidth = 4 / scale;
  ctx.lineJoin = "round";
  ctx.strokeStyle = theme.paper;
  ctx.strokeText(label, middle, below);
  ctx.fillStyle = theme.text;
  ctx.fillText(label, middle, below);
  ctx.globalAlpha = 1;
}

function paintCursor(ctx, node, mark, { card, detail, theme, scale }) {
  ctx.strokeStyle = theme.accent;
  ctx.lineWidth = 2.5 / scale;
  ctx.beginPath();
  const out = 4 + 1 / scale;
  if (detail.cards) {
    const [width, height] = [card.width + 2 * out, card.height + 2 * out];
    ctx.roundRect(node.x - width / 2, node.y - height / 2, width, height, CORNER + out);
  } else {
    ctx.arc(mark.x, mark.y, mark.radius * 1.5 + 6 / scale, 0, 2 * Math.PI);
  }
  ctx.stroke();
}
