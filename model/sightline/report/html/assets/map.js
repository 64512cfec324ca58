// The map of the report: find by name, click for the route and what stands in the way. All texts are set as text.
"use strict";

const MOST_FOUND = 8;
const READABLE = 0.62;

const place = (id) => Number(id.slice(1));
const isNode = (id) => id.startsWith("n");
const add = (parent, tag, text) => {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  parent.append(made);
  return made;
};

const start = (island) => {
  const data = JSON.parse(island.textContent);
  const stage = document.querySelector(".stage");
  const drawing = stage.querySelector("svg");
  const plane = drawing.querySelector(":scope > g");
  const cards = plane.querySelectorAll(":scope > g");
  const curves = plane.querySelectorAll(":scope > path");
  const heads = plane.querySelectorAll(":scope > polygon");
  const told = document.getElementById("map-told");
  const search = document.getElementById("map-search");
  const found = document.getElementById("map-found");
  const clear = document.querySelector("[data-zoom=clear]");
  const whole = Number(drawing.getAttribute("width"));
  let scale = 1;

  // ------------------------------------------------------------------------------------------------ what is told

  const list = (title, texts, kind = "ul") => {
    if (!texts.length) return;
    add(told, "h4", title);
    const items = add(told, kind);
    for (const text of texts) add(items, "li", text);
  };

  const links = (title, ids) => {
    if (!ids.length) return;
    add(told, "h4", title);
    const items = add(told, "ul");
    for (const id of ids) {
      const button = add(add(items, "li"), "button", data.nodes[place(id)].name);
      button.type = "button";
      button.addEventListener("click", () => choose(id));
    }
  };

  const tell = (one) => {
    told.replaceChildren();
    add(told, "h3", one.name);
    for (const line of one.note) add(told, "p", line);
    if (one.said) add(told, "p", one.said);
    list("In the way here", one.obstacles);
    list("The best line, step by step", one.steps ?? [], "ol");
    list("In the way further on", one.way ?? []);
    links("Gets work from", one.gets ?? []);
    links("Gives work to", one.gives ?? []);
    links("Between", one.ends ?? []);
    told.hidden = false;
  };

  // --------------------------------------------------------------------------------------------- what stands out

  const light = (ids) => {
    for (const lit of drawing.querySelectorAll(".lit, .chosen")) lit.classList.remove("lit", "chosen");
    drawing.classList.toggle("focused", ids.length > 0);
    for (const id of ids) {
      const marks = isNode(id) ? [cards[place(id)]] : [curves[place(id)], heads[place(id)]];
      for (const mark of marks) mark.classList.add("lit");
    }
  };

  const show = (card) => {
    const box = card.getBoundingClientRect();
    const frame = stage.getBoundingClientRect();
    if (box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom) return;
    stage.scrollBy(
      box.left + box.width / 2 - frame.left - frame.width / 2,
      box.top + box.height / 2 - frame.top - frame.height / 2,
    );
  };

  const choose = (id) => {
    const one = isNode(id) ? data.nodes[place(id)] : data.edges[place(id)];
    tell(one);
    light(one.line ?? [id, ...one.ends]);
    if (isNode(id)) {
      cards[place(id)].classList.add("chosen");
      show(cards[place(id)]);
    }
    clear.disabled = false;
  };

  const leave = () => {
    light([]);
    told.replaceChildren();
    told.hidden = true;
    clear.disabled = true;
  };

  // ------------------------------------------------------------------------------------------------------- search

  const names = [
    ...data.nodes.map(({ name }, at) => ({ name, id: `n${at}`, said: name })),
    ...data.inside.map(([name, id]) => ({ name, id, said: `${name}, in ${data.nodes[place(id)].name}` })),
  ].map((one) => Object.assign(one, { plain: one.name.toLocaleLowerCase() }));

  const find = () => {
    found.replaceChildren();
    const sought = search.value.trim().toLocaleLowerCase();
    if (!sought) return;
    const hits = names.filter(({ plain }) => plain.includes(sought));
    hits.sort((one, other) => Number(other.plain.startsWith(sought)) - Number(one.plain.startsWith(sought)));
    for (const { id, said } of hits.slice(0, MOST_FOUND)) {
      const button = add(add(found, "li"), "button", said);
      button.type = "button";
      button.addEventListener("click", () => {
        found.replaceChildren();
        choose(id);
      });
    }
    const rest = hits.length - MOST_FOUND;
    if (!hits.length) add(found, "li", "Nothing on the map bears this name.");
    else if (rest > 0) add(found, "li", `${rest} more`);
  };

  search.addEventListener("input", find);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") found.querySelector("button")?.click();
  });

  // ---------------------------------------------------------------------------------------------- zoom and clicks

  const zoom = (factor) => {
    scale = Math.min(Math.max(factor, 0.1), 3);
    drawing.style.width = `${Math.round(whole * scale)}px`;
  };
  const fit = () => stage.clientWidth / whole;
  const steps = {
    in: () => zoom(scale * 1.25),
    out: () => zoom(scale / 1.25),
    fit: () => zoom(fit()),
    clear: leave,
  };
  for (const button of document.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", steps[button.dataset.zoom]);
  }
  cards.forEach((card, at) => card.addEventListener("click", () => choose(`n${at}`)));
  curves.forEach((curve, at) => curve.addEventListener("click", () => choose(`e${at}`)));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leave();
  });

  document.querySelector(".map-tools").hidden = false;
  zoom(Math.min(Math.max(fit(), READABLE), 1));
};

const island = document.getElementById("map-data");
if (island) start(island);
