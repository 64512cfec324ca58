// Small maps drawn by hand for the tests.

export const CARD = { width: 190, height: 40, across: 300, down: 54 };

/** workshop ==> service ==> clinic, with a helper above the workshop that serves the service too. */
export function chain() {
  return mapOf(
    [
      ["helper", -600, -54],
      ["workshop", -600, 0],
      ["service", -300, 0],
      ["clinic", 0, 0],
    ],
    [
      ["helper", "service"],
      ["workshop", "service"],
      ["service", "clinic"],
    ],
  );
}

export function mapOf(places, pairs) {
  const nodes = places.map(([id, x, y]) => ({ id, x, y, label: id, shape: "circle", radius: 10 }));
  const edges = pairs.map(([from, to]) => ({ id: `${from}>${to}`, from, to }));
  return { nodes, edges, bands: [], card: CARD, byId: new Map(nodes.map((node) => [node.id, node])) };
}
