// The drawing of a network on a canvas; all that it shows stands in the page's lists as well.
import { indexParallelEdgesIndex } from "@sigma/edge-curve";
import { MultiDirectedGraph } from "graphology";
import { canvas } from "./canvas.js";
import { colour } from "./dom.js";

const SIGNS = { 1: "cooperation", "-1": "conflict", 0: "neutral" };
const BEND = 0.22;
const FEW = 60; // actors that have room for big dots and thick lines

export class Drawing {
  constructor(container, nodes, { onNode, onLine, onNothing, onNames }) {
    this.focus = null; // the key of a line or the place of a node
    this.near = new Set();
    const heaviest = Math.max(1, ...nodes.map((node) => node.weight));
    this.room = Math.min(1, Math.sqrt(FEW / nodes.length));
    const scale = Math.min(1, 0.35 + container.clientWidth / 1400); // small screens, small dots
    this.nodes = nodes.map(({ x, y, name, weight, kind }, at) => {
      const strong = kind === "Country" || kind === "Government";
      const size = scale * (1 + 2.5 * this.room + (4 + 5 * this.room) * Math.sqrt(weight / heaviest));
      return { at, x, y, label: name, size, strong };
    });
    this.graph = this.laidOut([]);
    this.sigma = canvas(this.graph, container, {
      enableEdgeEvents: true,
      minEdgeThickness: 0.5 + 1.8 * this.room,
      nodeReducer: (_, node) => this.node(node),
      edgeReducer: (_, line) => this.line(line),
    }, (count) => onNames(count, this.focus === null ? this.named : count));
    this.sigma.on("clickNode", ({ node }) => onNode(Number(node)));
    this.sigma.on("clickEdge", ({ edge }) => onLine(edge));
    this.sigma.on("clickStage", () => onNothing());
    for (const [event, cursor] of [["enterNode", "pointer"], ["leaveNode", ""], ["enterEdge", "pointer"], ["leaveEdge", ""]]) {
      this.sigma.on(event, () => (container.style.cursor = cursor));
    }
  }

  node(node) {
    const shown = this.focus === null || this.near.has(node.at);
    const ink = node.at === this.focus ? "accent" : !shown ? "line" : node.strong ? "ink" : "soft";
    return {
      ...node,
      hidden: node.idle,
      color: colour(ink),
      label: shown ? node.label : "",
      forceLabel: this.focus !== null && shown && this.near.size < 40,
      zIndex: shown ? 1 : 0,
    };
  }

  line(line) {
    const shown = this.focus === null || line.key === this.focus || line.ends.includes(this.focus);
    return { ...line, color: colour(shown ? SIGNS[line.sign] : "line"), zIndex: shown ? 1 : 0 };
  }

  // Draws these lines, and of the nodes those that a line ends at.
  show(lines) {
    this.graph = this.laidOut(lines);
    this.sigma.setGraph(this.graph);
  }

  laidOut(lines) {
    const graph = new MultiDirectedGraph();
    const heaviest = Math.max(1, ...lines.map((line) => line.weight));
    const used = new Set(lines.flatMap((line) => [line.source, line.target]));
    this.named = used.size;
    for (const node of this.nodes) graph.addNode(node.at, { ...node, idle: !used.has(node.at) });
    for (const { key, source, target, mutual, sign, weight } of lines) {
      const size = 0.6 + 1.7 * this.room + (2 + 3 * this.room) * Math.sqrt((weight - 1) / Math.max(1, heaviest - 1));
      graph.addEdgeWithKey(key, source, target, { key, ends: [source, target], mutual, sign, size });
    }
    // Lines between the same two are bent apart.
    indexParallelEdgesIndex(graph, { edgeIndexAttribute: "turn", edgeMinIndexAttribute: "least", edgeMaxIndexAttribute: "most" });
    graph.updateEachEdgeAttributes((_, line) => {
      const curvature = (BEND * (line.turn ?? 0)) / Math.max(1, Math.sqrt(line.most ?? 1));
      return { ...line, type: `${curvature ? "curved-" : ""}${line.mutual ? "line" : "arrow"}`, curvature };
    });
    return graph;
  }

  // Lets all but a line (by its key), or a node (by its place) and its neighbours, grow pale; null for none.
  highlight(focus) {
    this.focus = focus;
    this.near = new Set();
    if (typeof focus === "number") {
      this.near = new Set([focus, ...this.graph.neighbors(focus).map(Number)]);
    } else if (focus !== null) {
      this.near = new Set(this.graph.extremities(focus).map(Number));
    }
    this.sigma.refresh({ skipIndexation: true });
  }

  // Moves the drawing to the left as far as these nodes lie under something of that width at its right.
  reveal(places, width) {
    const room = this.sigma.getDimensions().width - width - 60;
    if (room < width) return;
    const across = places.map((at) => this.sigma.framedGraphToViewport(this.sigma.getNodeDisplayData(String(at))).x);
    const shift = Math.min(Math.max(...across) - room, Math.min(...across) - 20);
    if (shift <= 0) return;
    const [from, to] = [0, shift].map((x) => this.sigma.viewportToFramedGraph({ x, y: 0 }));
    const { x, y } = this.sigma.getCamera().getState();
    this.sigma.getCamera().animate({ x: x + to.x - from.x, y: y + to.y - from.y }, { duration: 250 });
  }

  lookAt(at) {
    const { x, y } = this.sigma.getNodeDisplayData(String(at));
    this.sigma.getCamera().animate({ x, y, ratio: Math.min(this.sigma.getCamera().getState().ratio, 0.5) }, { duration: 300 });
  }

  zoom(factor) {
    const camera = this.sigma.getCamera();
    camera.animate({ ratio: camera.getState().ratio / factor }, { duration: 150 });
  }

  whole() {
    this.sigma.getCamera().animatedReset({ duration: 200 });
  }
}
