// The editor of queries, and answers as a table, a graph, or files to download.
import { acceptCompletion, autocompletion, closeBrackets, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { EditorState } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { element, find, plural, readData } from "./dom.js";
import { sketch } from "./sketch.js";

const ROWS = 1000; // rows that are shown; downloads have all

const form = find("query-form");
const area = find("query");
const { prefixes, terms } = readData("vocabulary");
let turn = 0;

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--cooperation-ink)", fontWeight: "600" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--conflict-ink)" },
  { tag: [tags.comment, tags.meta], color: "var(--soft)", fontStyle: "italic" },
  { tag: [tags.variableName, tags.special(tags.variableName), tags.standard(tags.variableName)], color: "var(--ink)" },
  { tag: [tags.atom, tags.number, tags.link, tags.url], color: "var(--accent)" },
  { tag: [tags.namespace, tags.propertyName, tags.tagName], color: "var(--accent)" },
]);

const theme = EditorView.theme({
  "&": { fontSize: "0.95rem", color: "var(--ink)" },
  "&.cm-focused": { outline: "3px solid var(--accent)" },
  ".cm-scroller": { fontFamily: "var(--mono)", minHeight: "12rem" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--soft)", border: "0" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--accent) 6%, transparent)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--accent) 28%, transparent)",
  },
  ".cm-tooltip": { backgroundColor: "var(--raised)", color: "var(--ink)", border: "1px solid var(--neutral)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--paper)" },
});

function complete(context) {
  const word = context.matchBefore(/[?\w]*:?\w*/);
  if (!word || (word.from === word.to && !context.explicit)) return null;
  const options = [
    ...Object.entries(terms).map(([label, detail]) => ({ label, detail, type: "class" })),
    ...Object.keys(prefixes).map((name) => ({ label: `${name}:`, type: "namespace" })),
    ...[...new Set(context.state.doc.toString().match(/\?\w+/g) ?? [])].map((label) => ({ label, type: "variable" })),
  ];
  return { from: word.from, options, validFor: /^[?\w]*:?\w*$/ };
}

const run = () => {
  ask();
  return true;
};
const editor = new EditorView({
  parent: area.parentElement,
  state: EditorState.create({
    doc: area.value,
    extensions: [
      EditorView.cspNonce.of(form.dataset.nonce),
      lineNumbers(),
      history(),
      drawSelection(),
      bracketMatching(),
      closeBrackets(),
      highlightActiveLine(),
      StreamLanguage.define(sparql),
      syntaxHighlighting(colours),
      autocompletion({ override: [complete], activateOnTyping: false }),
      keymap.of([
        { key: "Mod-Enter", run, preventDefault: true },
        { key: "Tab", run: acceptCompletion },
        ...completionKeymap,
        ...defaultKeymap,
        ...historyKeymap,
        indentWithTab,
      ]),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-labelledby": "query-label", "aria-describedby": "keys" }),
      theme,
    ],
  }),
});
area.after(editor.dom);
area.hidden = true;
find("query-label").addEventListener("click", () => editor.focus());
find("example").addEventListener("change", (event) => event.target.form.requestSubmit());
form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
});

const address = (format) => `/sparql?${new URLSearchParams({ query: editor.state.doc.toString(), ...(format && { format }) })}`;

async function ask() {
  const mine = ++turn;
  const query = editor.state.doc.toString();
  remember(query);
  find("answer").hidden = false;
  find("shown").replaceChildren();
  find("downloads").replaceChildren();
  say("Asking …");
  const started = performance.now();
  let response, content;
  try {
    response = await fetch("/sparql", {
      method: "POST",
      headers: {
        "Content-Type": "application/sparql-query",
        Accept: "application/sparql-results+json, text/turtle;q=0.9",
      },
      body: query,
    });
    content = await response.text();
  } catch (error) {
    return fail(`The server can't be reached: ${error.message}`);
  }
  if (mine !== turn) return;
  if (!response.ok) return fail(content.trim());
  const seconds = ((performance.now() - started) / 1000).toFixed(2);
  if (response.headers.get("Content-Type").startsWith("text/turtle")) return graph(content, seconds);
  const answer = JSON.parse(content);
  if ("boolean" in answer) return say(answer.boolean ? "Yes." : "No.");
  table(answer, seconds);
}

function remember(query) {
  const here = new URL(location.href);
  here.search = new URLSearchParams({ query }).toString();
  // A long query makes a longer address than servers take.
  if (here.search.length < 6000) window.history.replaceState(null, "", here);
}

function say(words) {
  find("message").className = "note";
  find("message").textContent = words;
}

function fail(words) {
  find("message").className = "failed";
  find("message").textContent = words;
  const line = /^query, line (\d+)|^line (\d+)/.exec(words);
  const number = Number(line?.[1] ?? line?.[2] ?? 0);
  if (number && number <= editor.state.doc.lines) {
    const at = editor.state.doc.line(number).from;
    editor.dispatch({ selection: { anchor: at }, scrollIntoView: true });
  }
}

function offer(...formats) {
  const label = { csv: "CSV", json: "JSON", xml: "XML", turtle: "Turtle" };
  find("downloads").replaceChildren(
    ...formats.map((format) => element("a", { href: address(format), target: "_blank", rel: "noopener" }, label[format])),
  );
}

function table({ head, results }, seconds) {
  const rows = results.bindings;
  const cut = rows.length > ROWS ? `; the first ${ROWS.toLocaleString("en")} are shown` : "";
  say(`${plural(rows.length, "row")} in ${seconds} s${cut}`);
  offer("csv", "json", "xml");
  const columns = paired(head.vars);
  const body = element("tbody");
  for (const row of rows.slice(0, ROWS)) {
    body.append(element("tr", {}, ...columns.map(({ name, iri }) => cell(row[name], row[iri]))));
  }
  const heads = element("tr", {}, ...columns.map(({ name }) => element("th", { scope: "col" }, name.replaceAll("_", " "))));
  const drawn = element("table", {}, element("thead", {}, heads), body);
  const box = element("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": "Rows of the answer" }, drawn);
  find("shown").replaceChildren(box);
  const links = edges(head.vars, rows);
  if (links.length) drawButton(links);
}

// Columns to show: a name and the IRI of what it names, as in ?agent and ?agent_iri, make one column of links.
function paired(names) {
  const iris = new Map();
  for (const name of names) {
    const iri = [`${name}_iri`, `${name.replace(/_label$/, "")}_iri`].find((other) => names.includes(other));
    if (iri && ![...iris.values()].includes(iri)) iris.set(name, iri);
  }
  const hidden = new Set(iris.values());
  return names.filter((name) => !hidden.has(name)).map((name) => ({ name, iri: iris.get(name) }));
}

function cell(term, iri) {
  if (!term) return element("td");
  const { length } = term.value;
  const attributes = length > 60 ? { class: "long" } : { class: length > 20 ? "middling" : "short" };
  if (term.type === "uri") return element("td", attributes, link(term.value));
  const place = iri && path(iri.value);
  return element("td", attributes, place ? element("a", { href: place }, term.value) : term.value);
}

const path = (iri) => {
  const { base } = form.dataset;
  return iri.startsWith(base) ? `/id/${iri.slice(base.length)}` : null;
};

function link(iri) {
  if (path(iri)) return element("a", { href: path(iri) }, decode(iri.slice(form.dataset.base.length)));
  for (const [prefix, namespace] of Object.entries(prefixes)) {
    if (iri.startsWith(namespace)) return `${prefix}:${iri.slice(namespace.length)}`;
  }
  return /^https?:/.test(iri) ? element("a", { href: iri, rel: "noreferrer noopener" }, iri) : iri;
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// Pairs in each row that make a graph: the first two columns with IRIs or names of actors.
function edges(columns, rows) {
  const pair = [["agent", "recipient"], ["source", "target"], ["actor", "other"]].find((names) =>
    names.every((name) => columns.includes(name)),
  );
  const iris = columns.filter((name) => rows.some((row) => row[name]?.type === "uri"));
  const [from, to] = pair ?? iris;
  if (!from || !to) return [];
  return rows.filter((row) => row[from] && row[to]).map((row) => [short(row[from].value), short(row[to].value)]);
}

const short = (value) => decode(value.slice(Math.max(value.lastIndexOf("/"), value.lastIndexOf("#")) + 1) || value);

function graph(turtle, seconds) {
  offer("turtle");
  const box = element("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": "Graph in Turtle" }, element("pre", {}, turtle));
  find("shown").replaceChildren(box);
  say(`Graph in ${seconds} s`);
  triples().then((links) => links.length && drawButton(links), () => undefined);
}

async function triples() {
  const response = await fetch("/sparql", {
    method: "POST",
    headers: { "Content-Type": "application/sparql-query", Accept: "application/n-triples" },
    body: editor.state.doc.toString(),
  });
  const text = response.ok ? await response.text() : "";
  const found = [...text.matchAll(/^<([^>]*)> <([^>]*)> <([^>]*)> \.$/gm)];
  return found.filter(([, , property]) => !property.endsWith("#type")).map(([, from, property, to]) => [short(from), short(to), short(property)]);
}

function drawButton(links) {
  const button = element("button", { type: "button", "aria-expanded": "false" }, "Draw as a graph");
  const place = element("div", { class: "stage", role: "img", "aria-label": "The answer as a graph", hidden: true });
  find("shown").prepend(place);
  find("downloads").append(button);
  let drawn = false;
  button.addEventListener("click", () => {
    place.hidden = !place.hidden;
    button.setAttribute("aria-expanded", String(!place.hidden));
    if (!drawn) sketch(place, links);
    drawn = true;
  });
}
