// Claims in a text: pointing at the words that carry one shows it, and lights up its sentence and its actors.
import { find } from "./dom.js";

const text = find("text");
const card = find("card");
let open = null;

function show(trigger) {
  hide();
  open = trigger;
  const ids = trigger.dataset.claims.split(" ");
  card.replaceChildren();
  for (const id of ids) {
    const claim = find(id);
    const copy = claim.cloneNode(true);
    copy.removeAttribute("id");
    copy.removeAttribute("tabindex");
    const box = document.createElement("div");
    box.className = copy.className;
    box.append(...copy.childNodes);
    card.append(box);
    claim.classList.add("on");
    light(claim, id);
  }
  trigger.classList.add("on");
  card.hidden = false;
  place(trigger);
}

function light(claim, id) {
  const sides = ["agents", "recipients", "speakers"].map((name) => [name, (claim.dataset[name] || "").split(" ")]);
  for (const piece of text.querySelectorAll(`[data-evidence~="${CSS.escape(id)}"]`)) {
    piece.classList.add("lit");
    const actors = (piece.dataset.actors || "").split(" ").filter(Boolean);
    for (const [name, members] of sides) {
      if (actors.some((actor) => members.includes(actor))) piece.classList.add(`is-${name.slice(0, -1)}`);
    }
  }
}

function place(trigger) {
  const at = trigger.getClientRects()[0];
  const width = card.offsetWidth;
  const room = document.documentElement.clientWidth;
  const below = at.bottom + card.offsetHeight + 10 < innerHeight || at.top < card.offsetHeight + 10;
  card.style.left = `${Math.max(8, Math.min(at.left, room - width - 8)) + scrollX}px`;
  card.style.top = `${(below ? at.bottom + 6 : at.top - card.offsetHeight - 6) + scrollY}px`;
}

function hide() {
  open = null;
  card.hidden = true;
  for (const lit of document.querySelectorAll(".lit, .on")) {
    lit.classList.remove("lit", "on", "is-agent", "is-recipient", "is-speaker");
  }
}

let leaving = 0;
const stay = () => clearTimeout(leaving);
const leave = () => {
  stay();
  leaving = setTimeout(hide, 200);
};
for (const trigger of text.querySelectorAll(".trigger")) {
  trigger.addEventListener("mouseenter", () => {
    stay();
    show(trigger);
  });
  trigger.addEventListener("mouseleave", leave);
  trigger.addEventListener("focus", () => show(trigger));
  trigger.addEventListener("blur", leave);
}
card.addEventListener("mouseenter", stay);
card.addEventListener("mouseleave", leave);
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && open) hide();
});
