import assert from "node:assert/strict";
import { test } from "node:test";

import { cutTo, fitLines } from "../../../../model/sightline/app/graph_view/frontend/labels.js";

const measure = (text) => Array.from(text).length;

test("whole words where they fit", () => {
  assert.deepEqual(fitLines("Claims intake team", 13, 2, measure), ["Claims intake", "team"]);
});

test("what is missing is told by an ellipsis, whatever the text", () => {
  const texts = ["One two three four five six", "Donaudampfschifffahrtsgesellschaft", "a  b\tc d e f g h i j", "", "   ", "🙂🙂🙂🙂🙂🙂🙂🙂🙂"];
  for (const text of texts) {
    for (const width of [3, 8, 20]) {
      const lines = fitLines(text, width, 2, measure);
      assert.ok(lines.length <= 2);
      for (const line of lines) assert.ok(measure(line) <= width, JSON.stringify([text, width, lines]));
      const isWhole = lines.join("").replaceAll(" ", "") === text.replace(/\s/gu, "");
      assert.ok(isWhole || lines.some((line) => line.endsWith("…")), JSON.stringify([text, width, lines]));
    }
  }
});

test("no letter is cut in two", () => {
  assert.equal(cutTo("🙂🙂🙂🙂", 3, measure), "🙂🙂…");
});
