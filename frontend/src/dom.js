// Elements from data: text always becomes a text node, never markup.

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, "");
    else if (value !== false && value != null) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== "" && child != null && child !== false));
  return made;
}

export const find = (id) => document.getElementById(id);

export const readData = (id) => JSON.parse(find(id).textContent);

// The value of a custom property of the style sheet, so that drawings share the page's colours.
export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

export const plural = (count, word) => `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;
