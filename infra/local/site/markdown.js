// The Markdown of the demo as elements: headings, lists, quotes, code, tables, emphasis and links. Everything else is text, so
// nothing in a document can become script.
import {element} from "./page.js";

const INLINE = /\*\*(.+?)\*\*|\*(.+?)\*|_(.+?)_|`(.+?)`|\[([^\]]+)\]\((https?:\/\/[^\s)]+|\/[^\s)]*)\)/;

function inline(text) {
  const match = INLINE.exec(text);
  if (match === null) {
    return [text];
  }
  const [whole, strong, stars, underscores, code, label, target] = match;
  const emphasized = stars ?? underscores;
  const made = strong !== undefined ? element("strong", {}, ...inline(strong))
    : emphasized !== undefined ? element("em", {}, ...inline(emphasized))
      : code !== undefined ? element("code", {}, code)
        : element("a", {href: target, rel: "noopener"}, label);
  const rest = text.slice(match.index + whole.length);
  return [text.slice(0, match.index), made, ...(rest === "" ? [] : inline(rest))];
}

function list(name, lines, marker) {
  const items = [];
  lines.forEach((line) => {
    if (marker.test(line)) {
      items.push(line.replace(marker, ""));
    } else {
      items[items.length - 1] += ` ${line.trim()}`;
    }
  });
  return element(name, {}, ...items.map((item) => element("li", {}, ...inline(item))));
}

function row(line, cell) {
  return element("tr", {}, ...line.replace(/^\||\|$/g, "").split("|").map((text) => element(cell, {}, ...inline(text.trim()))));
}

function table(lines) {
  return element("div", {class: "scrolls", tabindex: "0", role: "group", "aria-label": "Table"}, element("table", {},
    element("thead", {}, row(lines[0], "th")), element("tbody", {}, ...lines.slice(2).map((line) => row(line, "td")))));
}

function block(lines) {
  const first = lines[0];
  const heading = /^(#{1,4}) (.*)$/.exec(first);
  if (heading !== null) {
    // The page has the only heading of the first level.
    const made = [element(`h${Math.max(2, heading[1].length)}`, {}, ...inline(heading[2]))];
    return lines.length === 1 ? made : [...made, ...block(lines.slice(1))];
  }
  if (/^[-*] /.test(first)) {
    return [list("ul", lines, /^[-*] /)];
  }
  if (/^\d+\. /.test(first)) {
    return [list("ol", lines, /^\d+\. /)];
  }
  if (first.startsWith(">")) {
    return [element("blockquote", {}, ...markdown(lines.map((line) => line.replace(/^> ?/, "")).join("\n")))];
  }
  return first.startsWith("|") && lines.length > 2
    ? [table(lines)]
    : [element("p", {}, ...inline(lines.join(" ")))];
}

/** The elements of a Markdown text. */
export function markdown(text) {
  return text.split(/^```.*$/m).flatMap((part, index) => index % 2 === 1
    ? [element("pre", {tabindex: "0"}, element("code", {}, part.replace(/^\n|\n$/g, "")))]
    : part.split(/\n\s*\n/).filter((lines) => lines.trim() !== "").flatMap((lines) => block(lines.replace(/^\n+|\s+$/g, "").split("\n"))));
}
