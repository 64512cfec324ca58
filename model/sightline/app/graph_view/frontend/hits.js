// What lies under the pointer. An element goes before a relation that passes behind it.

import { curveBetween, distanceTo } from "./curves.js";

const SCREEN_TOLERANCE = 6;

/** Find what is at a point of the map: `{element}`, `{relation}` or `{}`. */
export function whatIsAt(point, graph, detail, scale) {
  const node = graph.nodes.find((each) => covers(each, point, detail, graph.card));
  if (node !== undefined) return { element: node.id };
  const limit = SCREEN_TOLERANCE / scale;
  let nearest = limit;
  let relation;
  for (const edge of graph.edges) {
    const curve = curveBetween(graph.byId.get(edge.from), graph.byId.get(edge.to), detail.reach);
    const distance = distanceTo(curve, point, limit);
    if (distance < nearest) [nearest, relation] = [distance, edge.id];
  }
  return relation === undefined ? {} : { relation };
}

function covers(node, point, detail, card) {
  const high = detail.cards ? card.height / 2 : detail.reach;
  return Math.abs(point.x - node.x) <= detail.reach && Math.abs(point.y - node.y) <= high;
}
