import assert from "node:assert/strict";
import { test } from "node:test";

import { firstOf, stepFrom } from "../../../../model/sightline/app/graph_view/frontend/walking.js";
import { chain, mapOf } from "./maps.mjs";

test("right follows the work to the customers, left goes back to the nearest supplier", () => {
  const graph = chain();
  assert.equal(stepFrom("workshop", "ArrowRight", graph), "service");
  assert.equal(stepFrom("service", "ArrowRight", graph), "clinic");
  assert.equal(stepFrom("service", "ArrowLeft", graph), "workshop");
});

test("up and down stay within the column, and the way ends where the column ends", () => {
  const graph = chain();
  assert.equal(stepFrom("workshop", "ArrowUp", graph), "helper");
  assert.equal(stepFrom("helper", "ArrowDown", graph), "workshop");
  assert.equal(stepFrom("helper", "ArrowUp", graph), null);
  assert.equal(stepFrom("clinic", "ArrowRight", graph), null);
});

test("a relation to itself leads nowhere", () => {
  assert.equal(stepFrom("a", "ArrowRight", mapOf([["a", 0, 0]], [["a", "a"]])), null);
});

test("a walk begins at the top of the customers' column, and nowhere on an empty map", () => {
  assert.equal(firstOf(chain()), "clinic");
  assert.equal(firstOf(mapOf([], [])), null);
  assert.equal(stepFrom("gone", "ArrowUp", chain()), "clinic");
});
