import assert from "node:assert/strict";
import { test } from "node:test";

import { boundsOf, frameFor, isInside, isMostlySame, ZOOMS } from "../../../../model/sightline/app/graph_view/frontend/framing.js";
import { headingRoom } from "../../../../model/sightline/app/graph_view/frontend/painting_bands.js";
import { CARD, chain, mapOf } from "./maps.mjs";

const SIZE = { width: 1000, height: 600 };

test("the frame shows all cards and columns, with room above them", () => {
  const graph = { ...chain(), bands: [{ left: -800, top: -200, width: 300, height: 400 }] };
  const bounds = boundsOf(graph);
  assert.deepEqual(bounds, { left: -800, top: -200, right: 95, bottom: 200 });
  const { position, scale } = frameFor(bounds, SIZE);
  const screen = (x, y) => [(x - position.x) * scale + SIZE.width / 2, (y - position.y) * scale + SIZE.height / 2];
  const [left, top] = screen(bounds.left, bounds.top);
  const [right, bottom] = screen(bounds.right, bounds.bottom);
  assert.ok(left >= 0 && top >= 40 && right <= SIZE.width && bottom <= SIZE.height);
});

test("a small map is not blown up, an empty one has a frame, a hidden one no broken zoom", () => {
  assert.ok(frameFor(boundsOf(mapOf([["a", 0, 0]], [])), SIZE).scale <= ZOOMS.fitting);
  assert.ok(Number.isFinite(frameFor(boundsOf(mapOf([], [])), SIZE).scale));
  assert.equal(frameFor(boundsOf(chain()), { width: 0, height: 0 }).scale, ZOOMS.least);
});

test("a card half outside is not inside", () => {
  const view = { position: { x: 0, y: 0 }, scale: 1 };
  assert.equal(isInside({ x: 400, y: 0 }, CARD, view, SIZE), true);
  assert.equal(isInside({ x: 450, y: 0 }, CARD, view, SIZE), false);
});

test("the eye stays while most elements stay", () => {
  const nodes = Array.from({ length: 10 }, (_, at) => ({ shape: "circle", label: String(at) }));
  assert.equal(isMostlySame(nodes, nodes.slice(1)), true);
  assert.equal(isMostlySame(nodes, nodes.slice(7)), false);
  assert.equal(isMostlySame([], []), false);
});

test("a heading may be wider than its column until it meets its neighbour's", () => {
  const bands = [
    { left: 0, width: 50 },
    { left: 80, width: 50 },
  ];
  assert.equal(headingRoom(bands, 0), 80);
  assert.equal(headingRoom(bands.slice(0, 1), 0), 100);
});
