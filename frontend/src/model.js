// The network as data: ties that pass the filters, and the lines that they are drawn as.

export class Model {
  constructor(data) {
    this.nodes = data.nodes;
    this.types = data.types;
    this.paths = data.paths ?? {};
    // Events lie in the page itself, or are asked of a server.
    this.events = Array.isArray(data.events) ? data.events : null;
    this.address = this.events ? null : data.events;
    this.all = data.ties;
    this.ties = this.all;
  }

  // Keeps events that may have happened between two days (ISO text, "" for open ends) and are of one type ("" for any).
  filter({ since = "", until = "", type = "" }) {
    const timely = (event) =>
      (!since || (event.last && event.last >= since)) && (!until || (event.first && event.first <= until));
    this.ties = [];
    for (const tie of this.all) {
      if (type && tie.type !== type) continue;
      if (!since && !until) {
        this.ties.push(tie);
        continue;
      }
      const kept = tie.events.filter((at) => timely(this.events[at]));
      if (!kept.length) continue;
      const weight = kept.reduce((sum, at) => sum + this.events[at].reports, 0);
      this.ties.push({ ...tie, events: kept, count: kept.length, weight });
    }
  }

  // One line for all ties of one sign from one actor to another, or of both to each other; the strongest first.
  lines() {
    const lines = new Map();
    for (const tie of this.ties) {
      const sign = this.types[tie.type].sign;
      const key = `${tie.source} ${tie.target} ${sign} ${tie.mutual}`;
      const line = lines.get(key);
      if (line) {
        line.ties.push(tie);
        line.weight += tie.weight;
        line.count += tie.count;
      } else {
        const { source, target, mutual, weight, count } = tie;
        lines.set(key, { key, source, target, mutual, sign, weight, count, ties: [tie] });
      }
    }
    return [...lines.values()].sort((one, other) => other.weight - one.weight);
  }

  title(line) {
    return `${this.nodes[line.source].name} ${line.mutual ? "↔" : "→"} ${this.nodes[line.target].name}`;
  }

  what(line) {
    const names = [...line.ties].sort((one, other) => other.weight - one.weight).map((tie) => this.types[tie.type].label);
    return names.length > 3 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ");
  }

  // The events behind a line, the latest first; at most `limit`.
  async eventsOf(line, limit = 60) {
    if (this.events) {
      const found = line.ties.flatMap((tie) => tie.events.map((at) => this.events[at]));
      return found.sort((one, other) => (other.date || "").localeCompare(one.date || "")).slice(0, limit);
    }
    const wanted = new URLSearchParams(this.address.split("?")[1]);
    wanted.set("source", this.nodes[line.source].id);
    wanted.set("target", this.nodes[line.target].id);
    const response = await fetch(`${this.address.split("?")[0]}?${wanted}`);
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    const types = new Set(line.ties.map((tie) => tie.type));
    return (await response.json()).filter((event) => types.has(event.type));
  }
}
