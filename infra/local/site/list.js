// The list of articles: newest first, filtered, or found by a search; page by page. Its state is the page's address.
import {onChange, read} from "./edge.js";
import {byId, byline, element, highlight, plural} from "./page.js";

const PAGE = 12;
const RELOAD_DELAY = 500;
const address = new URLSearchParams(location.search);
const words = address.get("q") ?? "";
const conditions = {topic: address.get("topic"), format: address.get("format"), after: address.get("after")};

function load() {
  return words === ""
    ? read("/v1/content/article", {...conditions, view: "card", sort: "-date", limit: PAGE, with: "stats"})
    : read("/v1/search", {...conditions, q: words, types: "article", limit: PAGE, with: "stats"});
}

function card(article) {
  const title = article.highlights?.title?.[0];
  const text = article.highlights?.description?.[0] ?? article.highlights?.body?.[0];
  const link = element("a", {href: `article.html?slug=${encodeURIComponent(article.slug ?? article.id)}`},
    ...(title ? highlight(title) : [article.title ?? "Untitled"]));
  return element("li", {class: article.featured ? "card featured" : "card"},
    element("p", {class: "kicker"}, article.topic?.name ?? ""),
    element("h2", {}, link),
    element("p", {}, ...(text ? highlight(text) : [article.description ?? ""])),
    element("p", {class: "byline"}, `${byline(article)} · ${plural(article._stats.reactions.like, "like")}`));
}

function show(page) {
  byId("articles").replaceChildren(...page.items.map(card));
  byId("status").textContent = page.total === 0 ? "Nothing was found." : plural(page.total, "article");
  byId("first").hidden = conditions.after === null;
  byId("next").hidden = page.next === null;
  byId("pages").hidden = byId("first").hidden && byId("next").hidden;
  byId("first").href = link(null);
  byId("next").href = link(page.next);
}

function link(after) {
  const target = new URLSearchParams(location.search);
  target.delete("after");
  if (after !== null) {
    target.set("after", after);
  }
  return `?${target}`;
}

async function showFilters() {
  const topics = await read("/v1/content/topic", {view: "card", sort: "name", limit: 100});
  byId("topic").append(...topics.items.map((topic) => element("option", {value: topic.slug ?? topic.id}, topic.name ?? "")));
  byId("topic").value = conditions.topic ?? "";
  byId("format").value = conditions.format ?? "";
}

async function refresh() {
  try {
    show(await load());
  } catch (error) {
    byId("status").textContent = error.message;
  }
}

byId("q").value = words;
byId("title").textContent = words === "" ? "Articles" : `Articles about “${words}”`;
if (words !== "") {
  byId("filters").append(element("input", {type: "hidden", name: "q", value: words}));
}
await Promise.all([showFilters(), refresh()]);
// Several changes at once are one reload.
let reload = 0;
onChange(() => {
  clearTimeout(reload);
  reload = setTimeout(refresh, RELOAD_DELAY);
});
