// Parts that both pages use.
const DATE = new Intl.DateTimeFormat(undefined, {dateStyle: "long"});

/** An element with attributes and children, which are elements or texts. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  Object.entries(attributes).forEach(([attribute, value]) => made.setAttribute(attribute, value));
  made.append(...children);
  return made;
}

export function byId(id) {
  return document.getElementById(id);
}

/** Authors, date and length of an article. */
export function byline(article) {
  const names = article.authors.map((author) => author.name).join(", ");
  const parts = names === "" ? [] : [`By ${names}`];
  if (article.date !== null) {
    parts.push(DATE.format(new Date(article.date)));
  }
  if (article.minutes !== null) {
    parts.push(`${article.minutes} min`);
  }
  return parts.join(" · ");
}

/** The nodes of a highlight: text, and words that match in `mark`. Nothing else is taken over from the HTML. */
export function highlight(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  return [...parsed.body.childNodes].map((node) =>
    node.nodeName === "MARK" ? element("mark", {}, node.textContent) : document.createTextNode(node.textContent));
}

/** Counts in words: `1 like`, `2 likes`. */
export function plural(count, noun) {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
