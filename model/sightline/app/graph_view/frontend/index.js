// The component as Streamlit mounts it: called again at every run and change of theme, it moves nothing by itself.

import { listen } from "./listening.js";
import { lightingOf } from "./lighting.js";
import { Stage } from "./stage.js";
import { themeAt } from "./theme.js";

const MOUNTS = new WeakMap();

export default function mount({ data, parentElement, setStateValue, setTriggerValue }) {
  const found = MOUNTS.get(parentElement) ?? begin(parentElement);
  found.tell = {
    select: (element, relation) => setStateValue("selected", { element, relation, at: Date.now() }),
    open: (element) => setTriggerValue("opened", element),
  };
  const { stage } = found;
  stage.host.parentElement.style.height = `${data.height}px`;
  if (found.digest !== data.digest) stage.load(JSON.parse(data.map));
  const theme = themeAt(stage.host, data.inks, data.mode);
  stage.show({ lighting: lightingOf(data.highlight, data.selected), selected: data.selected, theme });
  if (data.focus !== null && data.focus !== found.focus) stage.focus(data.focus);
  Object.assign(found, { digest: data.digest, focus: data.focus });
  return () => end(parentElement);
}

function begin(parentElement) {
  const host = parentElement.querySelector(".host");
  const stage = new Stage(host);
  const found = { stage };
  listen(found, parentElement);
  host.__sightline = {
    get net() {
      return stage.net;
    },
    position: (name) => stage.position(name),
  };
  MOUNTS.set(parentElement, found);
  return found;
}

function end(parentElement) {
  MOUNTS.get(parentElement)?.stage.leave();
  MOUNTS.delete(parentElement);
}
