import assert from "node:assert/strict";
import { test } from "node:test";

import { detailAt, markOf, MARKS_BELOW, spacingOf } from "../../../../model/sightline/app/graph_view/frontend/detail.js";
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

test("marks have names below them where rows leave room for it, and none where not", () => {
  const scale = MARKS_BELOW * 0.9;
  assert.equal(detailAt(scale, CARD).names, 0);
  const airy = { ...CARD, down: 120 };
  assert.ok(detailAt(scale, airy).names > 0);
  assert.ok(detailAt(scale, airy).names <= airy.across);
  assert.equal(detailAt(0.05, airy).names, 0);
});

test("the spacing is the least step between columns, and between neighbours inside a column", () => {
  const nodes = [
    { x: 0, y: 0 },
    { x: 0, y: 70 },
    { x: 300, y: 10 },
    { x: 300, y: 64 },
    { x: 700, y: 30 },
  ];
  assert.deepEqual(spacingOf(nodes), { across: 300, down: 54 });
  assert.deepEqual(spacingOf([{ x: 5, y: 5 }]), { across: Infinity, down: Infinity });
});

function sized(radius, scale) {
  return markOf({ x: 7, y: 5, radius }, detailAt(scale, CARD), CARD, 16);
}
