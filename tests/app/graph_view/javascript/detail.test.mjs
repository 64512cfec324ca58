import assert from "node:assert/strict";
import { test } from "node:test";

import { detailAt, markOf, MARKS_BELOW } from "../../../../model/sightline/app/graph_view/frontend/detail.js";
import { CARD } from "./maps.mjs";

test("labels are drawn while they can be read, and never smaller than nine pixels on the screen", () => {
  for (let scale = MARKS_BELOW; scale < 3; scale += 0.05) {
    const detail = detailAt(scale, CARD);
    assert.ok(detail.cards);
    assert.ok(detail.font * scale >= 9, `${detail.font * scale} at ${scale}`);
    assert.ok(detail.lines * detail.font * 1.2 <= CARD.height);
  }
});

test("from afar there are marks alone, larger than those on cards", () => {
  const node = { x: 0, y: 0, radius: 10 };
  const [far, near] = [detailAt(0.2, CARD), detailAt(1, CARD)];
  assert.equal(far.cards, false);
  assert.ok(markOf(node, far, CARD, 10).radius > markOf(node, near, CARD, 10).radius);
});

test("a mark grows with effort, stays on its card, and lies in the middle when it stands alone", () => {
  assert.ok(sized(4, 1).radius < sized(16, 1).radius);
  assert.ok(sized(99, 1).radius < CARD.height / 2);
  assert.deepEqual([sized(9, 0.2).x, sized(9, 0.2).y], [7, 5]);
});

function sized(radius, scale) {
  return markOf({ x: 7, y: 5, radius }, detailAt(scale, CARD), CARD, 16);
}
