// Walking over the map by keyboard: along relations to the sides, within a column up and down.

/** Give the element that an arrow key leads to from another, or null where the way ends. */
export function stepFrom(id, key, graph) {
  const here = graph.byId.get(id);
  if (here === undefined) return firstOf(graph);
  const found =
    key === "ArrowRight"
      ? nearestOf(graph.edges.filter((edge) => edge.from === id).map((edge) => edge.to), here, graph)
      : key === "ArrowLeft"
        ? nearestOf(graph.edges.filter((edge) => edge.to === id).map((edge) => edge.from), here, graph)
        : nextInColumn(here, key === "ArrowDown" ? 1 : -1, graph);
  return found ?? null;
}

/** Give where a walk begins: the top of the column nearest to the customers. */
export function firstOf(graph) {
  const order = graph.nodes.toSorted((one, other) => other.x - one.x || one.y - other.y);
  return order[0]?.id ?? null;
}

function nearestOf(ids, here, graph) {
  const others = ids.filter((id) => id !== here.id).map((id) => graph.byId.get(id));
  others.sort((one, other) => Math.abs(one.y - here.y) - Math.abs(other.y - here.y) || one.y - other.y);
  return others[0]?.id;
}

function nextInColumn(here, direction, graph) {
  const beyond = graph.nodes.filter(
    (node) => Math.abs(node.x - here.x) < graph.card.width / 2 && (node.y - here.y) * direction > 0,
  );
  beyond.sort((one, other) => (one.y - other.y) * direction);
  return beyond[0]?.id;
}
