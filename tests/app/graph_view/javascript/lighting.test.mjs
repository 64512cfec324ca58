import assert from "node:assert/strict";
import { test } from "node:test";

import { lightingOf, stateOf } from "../../../../model/sightline/app/graph_view/frontend/lighting.js";

test("without a highlight everything rests", () => {
  assert.equal(stateOf("n1", lightingOf({})), "rest");
});

test("where several apply the line is strongest, then downstream", () => {
  const lighting = lightingOf({ line: ["n1"], upstream: ["n1", "n2", "n3"], downstream: ["n1", "n2"], fade: true });
  assert.deepEqual(
    ["n1", "n2", "n3", "n4"].map((id) => stateOf(id, lighting)),
    ["line", "downstream", "upstream", "faded"],
  );
});

test("what is selected never fades; a selected relation is as strong as the line", () => {
  assert.equal(stateOf("n9", lightingOf({ fade: true }, "n9")), "rest");
  assert.equal(stateOf("e9", lightingOf({ fade: true, line: ["n1"] }, "e9")), "line");
});
