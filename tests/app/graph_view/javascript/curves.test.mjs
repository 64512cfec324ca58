import assert from "node:assert/strict";
import { test } from "node:test";

import { curveBetween, distanceTo, pointAt } from "../../../../model/sightline/app/graph_view/frontend/curves.js";

const LEFT = { x: 0, y: 0 };
const RIGHT = { x: 300, y: 100 };

test("a relation leaves at the right side of its supplier and arrives at the left side of its customer", () => {
  const curve = curveBetween(LEFT, RIGHT, 50, 6);
  assert.deepEqual(pointAt(curve, 0), { x: 50, y: 0 });
  assert.deepEqual(pointAt(curve, 1), { x: 244, y: 100 });
});

test("a relation away from the customers leaves and arrives at the other sides", () => {
  const curve = curveBetween(RIGHT, LEFT, 50);
  assert.equal(pointAt(curve, 0).x, 250);
  assert.equal(pointAt(curve, 1).x, 50);
});

test("within a column a relation bows out to the right of both cards", () => {
  const curve = curveBetween(LEFT, { x: 0, y: 108 }, 95);
  assert.ok(pointAt(curve, 0.5).x > 95);
  assert.equal(pointAt(curve, 1).x, 95);
});

test("every curve leaves and arrives horizontally", () => {
  for (const customer of [RIGHT, { x: -300, y: 20 }, { x: 0, y: 54 }]) {
    const [, y0, , y1, , y2, , y3] = curveBetween(LEFT, customer, 50);
    assert.deepEqual([y0, y2], [y1, y3]);
  }
});

test("a point on the curve has no distance, one far away is not even measured", () => {
  const curve = curveBetween(LEFT, RIGHT, 50);
  assert.ok(distanceTo(curve, pointAt(curve, 0.4)) < 0.5);
  assert.equal(distanceTo(curve, { x: 150, y: 400 }, 10), Infinity);
  assert.ok(Math.abs(distanceTo(curve, { x: 40, y: 0 }) - 10) < 1e-9);
});
