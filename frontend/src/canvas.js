// What drawings of networks have in common: ways of drawing lines and names, in the page's colours.
import EdgeCurveProgram, { EdgeCurvedArrowProgram } from "@sigma/edge-curve";
import Sigma from "sigma";
import { EdgeArrowProgram, EdgeRectangleProgram } from "sigma/rendering";
import { Names, drawHover } from "./names.js";

export const FONT = 'system-ui, "Segoe UI", "DejaVu Sans", sans-serif';

// `onNames` is told how many of the dots have room for their names.
export function canvas(graph, container, settings, onNames = () => {}) {
  const names = new Names();
  const sigma = new Sigma(graph, container, {
    edgeProgramClasses: {
      arrow: EdgeArrowProgram,
      line: EdgeRectangleProgram,
      "curved-arrow": EdgeCurvedArrowProgram,
      "curved-line": EdgeCurveProgram,
    },
    defaultEdgeType: "arrow",
    defaultDrawNodeLabel: names.want,
    defaultDrawNodeHover: drawHover,
    labelFont: FONT,
    labelSize: 13,
    labelDensity: 6,
    labelGridCellSize: 110,
    labelRenderedSizeThreshold: 0,
    minEdgeThickness: 0.5,
    stagePadding: 45,
    zIndex: true,
    ...settings,
  });
  const draw = () => onNames(names.draw());
  sigma.on("afterRender", draw);
  draw();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => sigma.refresh());
  return sigma;
}
