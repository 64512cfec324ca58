// Colours and type: paper, text and font from the page's theme, the rest from Sightline's palette for that paper.

/** Read the theme at an element; `inks` holds the palette for light and for dark paper. */
export function themeAt(element, inks, mode) {
  const style = getComputedStyle(element);
  const token = (name) => style.getPropertyValue(name).trim();
  const paper = token("--st-background-color");
  const ink = inks[modeOf(paper) ?? mode];
  return {
    ...ink,
    paper: paper || ink.paper,
    panel: token("--st-secondary-background-color") || ink.panel,
    text: token("--st-text-color") || ink.text,
    font: token("--st-font") || "sans-serif",
    upstream: ink.handoffs,
    downstream: ink.seen,
  };
}

/** Tell whether a paper, `#rrggbb` or `rgb(...)`, is light or dark; null where it cannot be read. */
export function modeOf(paper) {
  const hex = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})/iu.exec(paper);
  const parts = hex
    ? hex.slice(1, 4).map((part) => Number.parseInt(part, 16))
    : (/^rgba?\(([^)]+)/u.exec(paper)?.[1].match(/[\d.]+/gu) ?? []).slice(0, 3).map(Number);
  if (parts.length < 3) return null;
  const [red, green, blue] = parts;
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128 ? "dark" : "light";
}
