// The page of a network, on a server or in a file of its own: drawing, list of ties, search, filters, selection.
import { element, find, plural, readData } from "./dom.js";
import { Drawing } from "./drawing.js";
import { Model } from "./model.js";

const STEP = 25; // ties that the list grows by

const model = new Model(readData("network-data"));
const stage = find("stage");
const panel = find("panel");
let lines = [];
let listed = STEP;
let drawing = null;
let opener = null; // what had the focus when the panel was opened

try {
  drawing = new Drawing(stage, model.nodes, {
    onNode: showNode,
    onLine: (key) => showLine(lineOf(key)),
    onNothing: close,
    onNames: showNames,
  });
} catch (error) {
  stage.replaceChildren(
    element("p", { class: "note" }, `This browser can't draw the network (${error.message}). The list below says the same.`),
  );
  find("hint").hidden = true;
}

function showNames(drawn, all) {
  const words = drawn < all ? `${drawn.toLocaleString("en")} of ${plural(all, "name")} shown: come closer for more.` : "";
  if (find("names").textContent !== words) find("names").textContent = words;
}

const lineOf = (key) => lines.find((line) => line.key === key);

function update() {
  lines = model.lines();
  drawing?.show(lines);
  list();
  close();
}

function list() {
  find("ties").replaceChildren(...lines.slice(0, listed).map((line) => element("li", {}, tieButton(line))));
  find("more").hidden = lines.length <= listed;
  find("ties-title").textContent = lines.length ? "Strongest ties" : "No ties pass the filters";
}

function tieButton(line) {
  const button = element(
    "button",
    { type: "button" },
    element("span", { class: `key line ${tone(line)}` }),
    element("span", { class: "who" }, model.title(line)),
    element("span", { class: "what" }, `${model.what(line)} · ${plural(line.weight, "report")}`),
  );
  button.addEventListener("click", () => showLine(line));
  return button;
}

const tone = (line) => (line.sign > 0 ? "cooperation" : line.sign < 0 ? "conflict" : "neutral");

async function showLine(line) {
  drawing?.highlight(line.key);
  const content = element("ol", {}, element("li", { class: "note" }, "Reading …"));
  openPanel(
    element("h2", {}, model.title(line)),
    element("p", { class: "note" }, `${plural(line.count, "event")}, ${plural(line.weight, "report")}: ${model.what(line)}`),
    content,
  );
  drawing?.reveal([line.source, line.target], panel.offsetWidth);
  try {
    content.replaceChildren(...(await model.eventsOf(line)).map(eventItem));
  } catch (error) {
    content.replaceChildren(element("li", { class: "wrong" }, `The events can't be read: ${error.message}`));
  }
}

function eventItem(event) {
  const type = model.types[event.type];
  const sign = type.sign > 0 ? "cooperation" : type.sign < 0 ? "conflict" : "neutral";
  return element(
    "li",
    {},
    event.path ? element("a", { href: event.path }, event.label) : element("strong", {}, event.label),
    element(
      "div",
      { class: "note" },
      element("span", { class: `badge ${sign}` }, type.label),
      ` ${event.date || "no date"} · ${event.status} · ${plural(event.reports, "report")}`,
    ),
    ...event.quotes.flatMap((quote) => [
      element("blockquote", {}, quote.text),
      element(
        "p",
        { class: "note" },
        quote.path ? element("a", { href: quote.path, rel: "noreferrer noopener" }, quote.source || "source") : quote.source,
        quote.published ? `, ${quote.published}` : "",
      ),
    ]),
  );
}

function showNode(at) {
  const node = model.nodes[at];
  drawing?.highlight(at);
  const own = lines.filter((line) => line.source === at || line.target === at);
  openPanel(
    element("h2", {}, node.name),
    element("p", { class: "note" }, [node.kindLabel ?? node.kind, node.state && node.state !== node.name && `of ${node.state}`].filter(Boolean).join(" ")),
    model.paths[node.id] && element("p", { class: "note" }, element("a", { href: model.paths[node.id] }, "All about this actor")),
    element("ol", { class: "ties" }, ...own.slice(0, 40).map((line) => element("li", {}, tieButton(line)))),
  );
}

function openPanel(...content) {
  if (panel.hidden) opener = document.activeElement;
  const button = element("button", { type: "button", class: "close", "aria-label": "Close" }, "×");
  button.addEventListener("click", close);
  panel.replaceChildren(button, ...content.filter(Boolean));
  panel.hidden = false;
  panel.scrollTop = 0;
  panel.focus({ preventScroll: false });
}

function close() {
  if (panel.hidden) return;
  panel.hidden = true;
  drawing?.highlight(null);
  if (opener?.isConnected) opener.focus({ preventScroll: true });
}

addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
});

find("found").replaceChildren(...model.nodes.map((node) => element("option", { value: node.name })));
find("find").addEventListener("change", (event) => {
  const wanted = event.target.value.trim().toLocaleLowerCase();
  if (!wanted) return;
  const names = model.nodes.map((node) => node.name.toLocaleLowerCase());
  const at = [(name) => name === wanted, (name) => name.startsWith(wanted), (name) => name.includes(wanted)]
    .map((test) => names.findIndex(test))
    .find((found) => found >= 0);
  event.target.setCustomValidity(at === undefined ? "No actor in this network has that name." : "");
  event.target.reportValidity();
  if (at === undefined) return;
  showNode(at);
  drawing?.lookAt(at);
});
find("find").addEventListener("input", (event) => event.target.setCustomValidity(""));
find("zoom-in").addEventListener("click", () => drawing?.zoom(1.5));
find("zoom-out").addEventListener("click", () => drawing?.zoom(1 / 1.5));
find("zoom-all").addEventListener("click", () => drawing?.whole());
find("more").addEventListener("click", () => {
  listed += STEP;
  list();
});

const filters = find("page-filters");
if (filters) {
  filters.addEventListener("submit", (event) => event.preventDefault());
  const apply = () => {
    model.filter(Object.fromEntries(new FormData(filters)));
    update();
  };
  filters.addEventListener("change", apply);
  filters.addEventListener("reset", () => setTimeout(apply));
}

update();
stage.dataset.ready = "yes"; // for tests
