// What every page has: names of actors are suggested as they are typed.
import { element } from "./dom.js";

let asked = 0;

for (const input of document.querySelectorAll("[data-suggest]")) {
  input.addEventListener("input", async () => {
    const turn = ++asked;
    if (input.value.trim().length < 2) return;
    const response = await fetch(`/suggest?q=${encodeURIComponent(input.value)}`);
    if (!response.ok || turn !== asked) return;
    const names = await response.json();
    input.list.replaceChildren(...names.map((name) => element("option", { value: name })));
  });
}
