// Pointer, keyboard and buttons: what the reader does, told to the stage and to Python.

import { hideTip, showTip } from "./tip.js";
import { firstOf, stepFrom } from "./walking.js";

const ZOOM_STEP = 1.3;
const DRAG = 4;
const TWICE = 400;

/** Listen at a mounted map; `mounted.tell` and `mounted.stage` are asked at the moment of each event. */
export function listen(mounted, root) {
  const { stage } = mounted;
  const tip = root.querySelector(".tip");
  listenToPointer(mounted, tip);
  listenToKeys(mounted, root.querySelector("[aria-live]"), tip);
  const zooms = {
    in: () => stage.zoomBy(ZOOM_STEP),
    out: () => stage.zoomBy(1 / ZOOM_STEP),
    fit: () => stage.fit(),
  };
  for (const button of root.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", zooms[button.dataset.zoom]);
  }
}

function listenToPointer(mounted, tip) {
  const { stage } = mounted;
  const { host } = stage;
  let pressed = null;
  let last = { at: 0 };
  let frame = 0;
  host.addEventListener("pointerdown", (event) => {
    pressed = event.button === 0 ? pointIn(host, event) : null;
    hideTip(tip);
  });
  host.addEventListener("pointerup", (event) => {
    const point = pointIn(host, event);
    const isClick = pressed !== null && Math.hypot(point.x - pressed.x, point.y - pressed.y) <= DRAG;
    pressed = null;
    if (!isClick) return;
    const found = stage.at(point);
    const isSecond = found.element && found.element === last.element && event.timeStamp - last.at < TWICE;
    last = { element: found.element, at: event.timeStamp };
    if (isSecond) mounted.tell.open(found.element);
    else select(mounted, found);
  });
  host.addEventListener("pointermove", (event) => {
    if (pressed !== null || event.pointerType === "touch") return;
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => hover(stage, tip, pointIn(host, event)));
  });
  host.addEventListener("pointerleave", () => {
    cancelAnimationFrame(frame);
    hover(stage, tip, null);
  });
}

function hover(stage, tip, point) {
  const found = point === null ? {} : stage.at(point);
  const thing = stage.graph.byId.get(found.element) ?? stage.graph.edges.find(({ id }) => id === found.relation);
  if (thing === undefined) hideTip(tip);
  else showTip(tip, thing.note, point, { width: stage.host.clientWidth, height: stage.host.clientHeight });
  stage.host.classList.toggle("over", thing !== undefined);
  if (found.element === stage.over.element && found.relation === stage.over.relation) return;
  stage.over = found;
  stage.redraw();
}

function listenToKeys(mounted, voice, tip) {
  const { stage } = mounted;
  const { host } = stage;
  const goTo = (id) => {
    stage.cursor = id;
    stage.reveal(id);
    stage.redraw();
    voice.textContent = stage.graph.byId.get(id)?.note ?? "";
  };
  const start = () => stage.graph.byId.get(stage.cursor ?? stage.selected)?.id ?? firstOf(stage.graph);
  const keys = {
    Enter: () => enter(mounted, stage.cursor),
    Escape: () => select(mounted, {}),
    "+": () => stage.zoomBy(ZOOM_STEP),
    "=": () => stage.zoomBy(ZOOM_STEP),
    "-": () => stage.zoomBy(1 / ZOOM_STEP),
    0: () => stage.fit(),
  };
  host.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.startsWith("Arrow")) {
      const next = stage.graph.byId.has(stage.cursor) ? stepFrom(stage.cursor, event.key, stage.graph) : start();
      if (next === null) voice.textContent = "Nothing further this way.";
      else goTo(next);
    } else if (keys[event.key]) {
      keys[event.key]();
    } else {
      return;
    }
    hideTip(tip);
    event.preventDefault();
    event.stopPropagation();
  });
  host.addEventListener("focus", () => {
    if (host.matches(":focus-visible") && start() !== null) goTo(start());
  });
  host.addEventListener("blur", () => {
    stage.cursor = null;
    stage.redraw();
  });
}

function enter(mounted, id) {
  if (id === null) return;
  if (id === mounted.stage.selected) mounted.tell.open(id);
  else select(mounted, { element: id });
}

/** Show at once what Python will confirm, and tell it. */
function select({ stage, tell }, { element = null, relation = null }) {
  if ((element ?? relation) === stage.selected) return;
  stage.selected = element ?? relation;
  stage.redraw();
  tell.select(element, relation);
}

function pointIn(host, event) {
  const { left, top } = host.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}
