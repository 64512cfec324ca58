// Labels that fit: whole words where they do, an ellipsis where they do not.

/** Break a text into at most so many lines of a width; `measure` gives the width of a text. */
export function fitLines(text, width, most, measure) {
  const lines = [];
  let rest = text.trim().split(/\s+/u).filter(Boolean);
  while (rest.length > 0 && lines.length < most) {
    const isLast = lines.length === most - 1;
    let taken = 1;
    while (taken < rest.length && measure(rest.slice(0, taken + 1).join(" ")) <= width) taken += 1;
    const line = rest.slice(0, taken).join(" ");
    if ((isLast && taken < rest.length) || measure(line) > width) {
      lines.push(cutTo(isLast ? rest.join(" ") : line, width, measure));
    } else {
      lines.push(line);
    }
    rest = rest.slice(taken);
  }
  return lines;
}

/** Cut a text to a width, with an ellipsis where something is missing. */
export function cutTo(text, width, measure) {
  if (measure(text) <= width) return text;
  const letters = Array.from(text);
  let fits = 0;
  let tooMany = letters.length;
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1;
    if (measure(`${letters.slice(0, middle).join("").trimEnd()}…`) <= width) fits = middle;
    else tooMany = middle;
  }
  return `${letters.slice(0, fits).join("").trimEnd()}…`;
}
