import assert from "node:assert/strict";
import { test } from "node:test";

import { detailAt } from "../../../../model/sightline/app/graph_view/frontend/detail.js";
import { whatIsAt } from "../../../../model/sightline/app/graph_view/frontend/hits.js";
import { chain } from "./maps.mjs";

const at = (x, y, scale = 1) => {
  const graph = chain();
  return whatIsAt({ x, y }, graph, detailAt(scale, graph.card), scale);
};

test("the whole card is the element", () => {
  assert.deepEqual(at(0, 0), { element: "clinic" });
  assert.deepEqual(at(94, 19), { element: "clinic" });
  assert.deepEqual(at(0, 25), {});
});

test("between two cards the relation is found, a few pixels beside it too", () => {
  assert.deepEqual(at(-150, 0), { relation: "service>clinic" });
  assert.deepEqual(at(-150, 5), { relation: "service>clinic" });
  assert.deepEqual(at(-150, 9), {});
});

test("seen from afar the tolerance is the same on the screen, and an element is its mark alone", () => {
  assert.deepEqual(at(-150, 25, 0.2), { relation: "service>clinic" });
  assert.deepEqual(at(20, 10, 0.2), { element: "clinic" });
  assert.deepEqual(at(94, 35, 0.2), {});
});
