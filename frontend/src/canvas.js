// What drawings of networks have in common: ways of drawing lines and names, in the page's colours.
import EdgeCurveProgram, { EdgeCurvedArrowProgram } from "@sigma/edge-curve";
import Sigma from "sigma";
import { EdgeArrowProgram, EdgeRectangleProgram } from "sigma/rendering";
import { colour } from "./dom.js";

export const FONT = 'system-ui, "Segoe UI", "DejaVu Sans", sans-serif';

export function canvas(graph, container, settings) {
  const sigma = new Sigma(graph, container, {
    edgeProgramClasses: {
      arrow: EdgeArrowProgram,
      line: EdgeRectangleProgram,
      "curved-arrow": EdgeCurvedArrowProgram,
      "curved-line": EdgeCurveProgram,
    },
    defaultEdgeType: "arrow",
    defaultDrawNodeLabel: drawName,
    defaultDrawNodeHover: drawHover,
    labelFont: FONT,
    labelSize: 13,
    labelDensity: 1,
    labelGridCellSize: 110,
    labelRenderedSizeThreshold: 5,
    minEdgeThickness: 1.8,
    stagePadding: 45,
    zIndex: true,
    ...settings,
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => sigma.refresh());
  return sigma;
}

// Names stand on a pale ground, so that lines under them don't make them hard to read.
function drawName(context, data, settings, ground = "paper", alpha = 0.8) {
  if (!data.label) return;
  context.font = `${data.strong ? "600 " : ""}${settings.labelSize}px ${settings.labelFont}`;
  const width = context.measureText(data.label).width;
  const x = data.x + data.size + 3;
  const y = data.y + settings.labelSize / 3;
  context.globalAlpha = alpha;
  context.fillStyle = colour(ground);
  context.fillRect(x - 2, data.y - settings.labelSize / 2 - 2, width + 4, settings.labelSize + 4);
  context.globalAlpha = 1;
  context.fillStyle = colour("ink");
  context.fillText(data.label, x, y);
}

function drawHover(context, data, settings) {
  context.beginPath();
  context.arc(data.x, data.y, data.size + 3, 0, 2 * Math.PI);
  context.strokeStyle = colour("accent");
  context.lineWidth = 2;
  context.stroke();
  drawName(context, { ...data, strong: true }, settings, "raised", 1);
}
