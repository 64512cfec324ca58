// The note beside the pointer. Notes are client text: they are set as text, never as markup.

const GAP = 14;

/** Show a note near a point of the map's frame, inside it. */
export function showTip(tip, note, at, frame) {
  tip.textContent = note;
  tip.hidden = note === "";
  if (tip.hidden) return;
  const { width, height } = tip.getBoundingClientRect();
  const left = at.x + GAP + width > frame.width ? at.x - GAP - width : at.x + GAP;
  const top = at.y + GAP + height > frame.height ? at.y - GAP - height : at.y + GAP;
  tip.style.left = `${Math.max(left, 4)}px`;
  tip.style.top = `${Math.max(top, 4)}px`;
}

/** Take the note away. */
export function hideTip(tip) {
  tip.hidden = true;
}
