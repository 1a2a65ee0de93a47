// A small drawing of pairs, for answers that are graphs.
import { MultiDirectedGraph } from "graphology";
import { FONT, canvas } from "./canvas.js";
import { colour } from "./dom.js";

const MOST = 400; // pairs that are drawn
const STEPS = 120;

export function sketch(container, links) {
  const graph = new MultiDirectedGraph();
  for (const [from, to, label] of links.slice(0, MOST)) {
    graph.mergeNode(from, { label: from });
    graph.mergeNode(to, { label: to });
    graph.mergeEdgeWithKey(`${from} ${to} ${label ?? ""}`, from, to, { label: label ?? "" });
  }
  settle(graph);
  graph.updateEachNodeAttributes((node, attributes) => ({ ...attributes, size: 4 + 2 * Math.sqrt(graph.degree(node)) }));
  canvas(graph, container, {
    renderEdgeLabels: links.some(([, , label]) => label),
    edgeLabelFont: FONT,
    edgeLabelColor: { color: colour("soft") },
    labelDensity: 1,
    labelRenderedSizeThreshold: 3,
    nodeReducer: (_, node) => ({ ...node, color: colour("accent") }),
    edgeReducer: (_, line) => ({ ...line, color: colour("neutral"), size: 1.5 }),
  });
}

// Places by springs and repulsion (Fruchterman and Reingold 1991), from a circle, so that no chance is involved.
function settle(graph) {
  const nodes = graph.nodes();
  const places = new Map(nodes.map((node, at) => [node, [Math.cos((2 * Math.PI * at) / nodes.length), Math.sin((2 * Math.PI * at) / nodes.length)]]));
  const wanted = 1 / Math.sqrt(nodes.length);
  for (let step = 0; step < STEPS; step += 1) {
    const moves = new Map(nodes.map((node) => [node, [0, 0]]));
    const push = (one, other, force) => {
      const [x, y] = places.get(one);
      const [u, v] = places.get(other);
      const distance = Math.max(Math.hypot(x - u, y - v), 1e-4);
      const size = force(distance) / distance;
      moves.get(one)[0] += (x - u) * size;
      moves.get(one)[1] += (y - v) * size;
      moves.get(other)[0] -= (x - u) * size;
      moves.get(other)[1] -= (y - v) * size;
    };
    for (let at = 0; at < nodes.length; at += 1) {
      for (let next = at + 1; next < nodes.length; next += 1) push(nodes[at], nodes[next], (far) => (wanted * wanted) / far);
    }
    graph.forEachEdge((_, __, one, other) => one !== other && push(one, other, (far) => -(far * far) / wanted));
    const most = 0.15 * (1 - step / STEPS);
    for (const [node, [x, y]] of moves) {
      const length = Math.max(Math.hypot(x, y), 1e-9);
      const place = places.get(node);
      place[0] += (x / length) * Math.min(length, most);
      place[1] += (y / length) * Math.min(length, most);
    }
  }
  graph.updateEachNodeAttributes((node, attributes) => ({ ...attributes, x: places.get(node)[0], y: places.get(node)[1] }));
}
