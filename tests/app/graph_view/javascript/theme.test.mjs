import assert from "node:assert/strict";
import { test } from "node:test";

import { modeOf } from "../../../../model/sightline/app/graph_view/frontend/theme.js";

test("the paper tells the mode, however it is written", () => {
  assert.deepEqual(["#ffffff", "#F4F6F5", "rgb(255, 250, 240)"].map(modeOf), ["light", "light", "light"]);
  assert.deepEqual(["#10181b", "#000000ff", "rgba(16 24 27 / 90%)"].map(modeOf), ["dark", "dark", "dark"]);
});

test("a paper that cannot be read tells nothing", () => {
  assert.deepEqual(["", "white", "var(--x)", "rgb(1, 2)"].map(modeOf), [null, null, null, null]);
});
