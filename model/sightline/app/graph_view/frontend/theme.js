// Colours and type: paper, text and font from the page's theme, the rest from Sightline's palette.

/** Read the theme at an element. */
export function themeAt(element, ink) {
  const style = getComputedStyle(element);
  const token = (name, otherwise) => style.getPropertyValue(name).trim() || otherwise;
  return {
    ...ink,
    paper: token("--st-background-color", ink.paper),
    panel: token("--st-secondary-background-color", ink.panel),
    text: token("--st-text-color", ink.text),
    font: token("--st-font", "sans-serif"),
    upstream: ink.handoffs,
    downstream: ink.seen,
  };
}
