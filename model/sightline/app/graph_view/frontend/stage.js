// One map on a page: a vis-network that holds, moves and zooms the elements, and what is painted on it.

import { detailAt, spacingOf } from "./detail.js";
import { boundsOf, frameFor, isInside, isMostlySame, ZOOMS } from "./framing.js";
import { whatIsAt } from "./hits.js";
import { lightingOf, stateOf } from "./lighting.js";
import { paintBands, paintHeadings } from "./painting_bands.js";
import { groupEdges, paintEdges } from "./painting_edges.js";
import { paintName, paintNode } from "./painting_nodes.js";
import { DataSet, Network } from "./vendor/vis-network.js";

const MANY_NODES = 400;
const SETTLED_AFTER = 160;
const GLIDE = { duration: 350, easingFunction: "easeInOutQuad" };

/** The map in one host element. It moves only where the reader moves it, or where a focus asks for it. */
export class Stage {
  constructor(host) {
    this.host = host;
    this.graph = { nodes: [], edges: [], bands: [], byId: new Map(), card: { width: 1, height: 1 } };
    this.lighting = lightingOf({});
    this.selected = null;
    this.over = {};
    this.cursor = null;
    this.isMoving = false;
  }

  /** Draw a new map; the eye stays where it is while most elements stay. */
  load(graph) {
    const before = this.graph;
    const view = this.net && isMostlySame(before.nodes, graph.nodes) ? this.#view() : null;
    this.net?.destroy();
    const card = { ...graph.card, ...spacingOf(graph.nodes) };
    this.graph = { ...graph, card, byId: new Map(graph.nodes.map((node) => [node.id, node])) };
    Object.assign(this, { over: {}, cursor: null });
    this.largest = graph.nodes.reduce((most, node) => Math.max(most, node.radius), 1);
    this.#forget();
    const nodes = new DataSet(graph.nodes.map(({ id, x, y }) => ({ id, x, y })));
    const paint = ({ ctx, id }) => ({
      drawNode: () => this.#paint(paintNode, ctx, id),
      drawExternalLabel: () => this.#paint(paintName, ctx, id),
    });
    const options = { ...graph.options, nodes: { ...graph.options.nodes, ctxRenderer: paint } };
    this.net = new Network(this.host, { nodes, edges: new DataSet() }, options);
    this.host.firstElementChild.tabIndex = -1;
    this.net.on("beforeDrawing", (ctx) => this.#paintBehind(ctx));
    this.net.on("afterDrawing", (ctx) => this.#paintAbove(ctx));
    this.net.on("zoom", () => this.#keepZoomInBounds());
    this.net.on("dragStart", () => this.#move());
    this.net.on("dragging", () => this.#move());
    if (view) this.net.moveTo(view);
    else this.fit(false);
  }

  /** Take over what stands out and how the page looks. */
  show({ lighting, selected, theme }) {
    Object.assign(this, { lighting, selected, theme });
    this.#forget();
    this.redraw();
  }

  redraw() {
    this.net?.redraw();
  }

  /** Show everything. */
  fit(isGliding = true) {
    this.#go(frameFor(boundsOf(this.graph), this.#size()), isGliding);
  }

  /** Zoom about the middle. */
  zoomBy(factor) {
    const { position, scale } = this.#view();
    this.#go({ position, scale: Math.min(Math.max(scale * factor, ZOOMS.least), ZOOMS.most) });
  }

  /** Bring an element into the middle, near enough to be read; nothing moves where it already stands in sight so. */
  focus(id) {
    const node = this.graph.byId.get(id);
    if (!node) return;
    const view = this.#view();
    const { cards, names } = detailAt(view.scale, this.graph.card);
    if ((cards || names > 0) && isInside(node, this.graph.card, view, this.#size())) return;
    this.#go({ position: { x: node.x, y: node.y }, scale: Math.max(view.scale, 0.8) });
  }

  /** Bring an element into sight if it is out of it, without a change of zoom. */
  reveal(id) {
    const node = this.graph.byId.get(id);
    const view = this.#view();
    if (node && !isInside(node, this.graph.card, view, this.#size())) {
      this.#go({ position: { x: node.x, y: node.y }, scale: view.scale });
    }
  }

  /** Find what lies under a point of the host. */
  at(point) {
    const scale = this.net.getScale();
    return whatIsAt(this.net.DOMtoCanvas(point), this.graph, detailAt(scale, this.graph.card), scale);
  }

  /** Give where an element is in the window; it may be named by its id or its label. */
  position(name) {
    const node = this.graph.byId.get(name) ?? this.graph.nodes.find(({ label }) => label === name);
    if (node === undefined) return null;
    const { left, top } = this.host.getBoundingClientRect();
    const { x, y } = this.net.canvasToDOM(node);
    return { x: left + x, y: top + y };
  }

  leave() {
    clearTimeout(this.settling);
    this.net?.destroy();
  }

  #paintBehind(ctx) {
    if (!this.theme) return;
    const scale = this.net.getScale();
    const detail = detailAt(scale, this.graph.card);
    if (this.detail?.font !== detail.font || this.detail.cards !== detail.cards) this.#forget();
    this.detail = detail;
    this.groups ??= groupEdges(this.graph, this.lighting, detail);
    this.scene = {
      detail,
      scale,
      card: this.graph.card,
      theme: this.theme,
      largest: this.largest,
      seen: this.#seen(),
      linesOf: (node, fit) => this.#linesOf(node, fit),
    };
    paintBands(ctx, this.graph.bands, this.theme, scale);
    const count = this.graph.edges.length;
    paintEdges(ctx, this.groups, this.theme, scale, { isMoving: this.isMoving, count });
  }

  #paint(paint, ctx, id) {
    if (!this.scene) return;
    const look = {
      state: id === this.over.element ? "rest" : stateOf(id, this.lighting),
      isSelected: id === this.selected,
      isOver: id === this.over.element,
      isCursor: id === this.cursor,
    };
    paint(ctx, this.graph.byId.get(id), look, this.scene);
  }

  #paintAbove(ctx) {
    if (!this.scene) return;
    paintHeadings(ctx, this.graph.bands, this.theme, this.scene.scale, this.scene.seen.top);
    this.host.dataset.ready = "1";
  }

  #linesOf(node, fit) {
    if (!this.lines.has(node.id)) this.lines.set(node.id, fit());
    return this.lines.get(node.id);
  }

  #forget() {
    this.lines = new Map();
    this.groups = null;
  }

  #move() {
    if (this.graph.nodes.length <= MANY_NODES) return;
    this.isMoving = true;
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      this.isMoving = false;
      this.redraw();
    }, SETTLED_AFTER);
  }

  #keepZoomInBounds() {
    const view = this.#view();
    if (view.scale >= ZOOMS.least && view.scale <= ZOOMS.most) this.lastView = view;
    else if (this.lastView) this.net.moveTo(this.lastView);
    this.#move();
  }

  #view() {
    return { position: this.net.getViewPosition(), scale: this.net.getScale() };
  }

  #seen() {
    const { width, height } = this.#size();
    const { x: left, y: top } = this.net.DOMtoCanvas({ x: 0, y: 0 });
    const { x: right, y: bottom } = this.net.DOMtoCanvas({ x: width, y: height });
    return { left, top, right, bottom };
  }

  #size() {
    return { width: this.host.clientWidth, height: this.host.clientHeight };
  }

  #go(view, isGliding = true) {
    const isStill = !isGliding || matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.net.moveTo({ ...view, animation: isStill ? false : GLIDE });
    this.lastView = view;
  }
}
