// Names beside dots: the biggest first, each where it covers no other name and no dot, or only smaller ones, or else not at all.
import { colour } from "./dom.js";

const GAP = 3; // pixels between a dot and its name
const SMALL = 2.5; // pixels of a dot that a name may lie on

export class Names {
  constructor() {
    this.wanted = [];
  }

  // Remembers a dot that sigma would name; all are named once they are known.
  want = (context, data, settings) => {
    if (data.label) this.wanted.push({ data, settings });
    this.context = context;
  };

  // Draws what has room; returns how many have.
  draw() {
    const order = this.wanted.sort(
      ({ data: one }, { data: other }) =>
        Boolean(other.forceLabel) - Boolean(one.forceLabel) || other.size - one.size || (one.key < other.key ? -1 : 1),
    );
    const dots = order.map(({ data }) => ({ size: data.size, ...around(data) })).filter(({ size }) => size > SMALL);
    const names = [];
    let drawn = 0;
    for (const { data, settings } of order) {
      const free = places(this.context, data, settings).filter((place) => !names.some((other) => meet(place, other)));
      const clear = (least) => (place) => !dots.some((dot) => dot.size >= least && meet(place, dot));
      const box = free.find(clear(0)) ?? free.find(clear(data.size));
      if (!box) continue;
      names.push(box);
      write(this.context, data, settings, box);
      drawn += 1;
    }
    this.wanted = [];
    return drawn;
  }
}

export function drawHover(context, data, settings) {
  context.beginPath();
  context.arc(data.x, data.y, data.size + 3, 0, 2 * Math.PI);
  context.strokeStyle = colour("accent");
  context.lineWidth = 2;
  context.stroke();
  const named = { ...data, strong: true };
  if (data.label) write(context, named, settings, places(context, named, settings)[0], "raised", 1);
}

// Boxes for a name, the best first: right, left, above, below.
function places(context, data, settings) {
  context.font = font(data, settings);
  const width = context.measureText(data.label).width + 4;
  const height = settings.labelSize + 4;
  const away = data.size + GAP;
  const box = (left, top) => ({ left, right: left + width, top, bottom: top + height });
  return [
    box(data.x + away - 2, data.y - height / 2),
    box(data.x - away + 2 - width, data.y - height / 2),
    box(data.x - width / 2, data.y - away - height),
    box(data.x - width / 2, data.y + away),
  ];
}

// Names stand on a pale ground, so that lines under them don't make them hard to read.
function write(context, data, settings, box, ground = "raised", alpha = 0.8) {
  context.font = font(data, settings);
  context.globalAlpha = alpha;
  context.fillStyle = colour(ground);
  context.fillRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
  context.globalAlpha = 1;
  context.fillStyle = colour("ink");
  context.fillText(data.label, box.left + 2, box.top + settings.labelSize * 0.9 + 1);
}

const font = (data, settings) => `${data.strong ? "600 " : ""}${settings.labelSize}px ${settings.labelFont}`;

const around = ({ x, y, size }) => ({ left: x - size, right: x + size, top: y - size, bottom: y + size });

const meet = (one, other) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
