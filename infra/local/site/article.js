// An article: shown as it is at the edge, and again when it changes there.
import {countView, onChange, react, read} from "./edge.js";
import {markdown} from "./markdown.js";
import {byId, byline, element, plural} from "./page.js";

const slug = new URLSearchParams(location.search).get("slug") ?? "";
let id = "";

function show(article) {
  id = article.id;
  document.title = `${article.title} · The Mill Race`;
  byId("topic").textContent = article.topic?.name ?? "";
  byId("title").textContent = article.title;
  byId("description").textContent = article.description ?? "";
  byId("byline").textContent = byline(article);
  byId("notice").hidden = article._meta.withdrawn === undefined;
  byId("notice").textContent = article._meta.withdrawn?.notice ?? "";
  byId("body").replaceChildren(...markdown(article.body ?? ""));
  byId("tags").replaceChildren(...article.tags.map((tag) => element("li", {}, tag.name ?? "")));
  showCounts(article._stats);
  byId("article").hidden = false;
  byId("status").textContent = "";
}

function showCounts(stats) {
  byId("counts").textContent = `${plural(stats.reactions.like, "like")} · ${plural(stats.views, "view")}`;
}

async function refresh(note) {
  try {
    show(await read(`/v1/content/article/${encodeURIComponent(id || slug)}`, {with: "stats"}));
    byId("status").textContent = note;
  } catch (error) {
    byId("article").hidden = true;
    byId("status").textContent = error.status === 404 ? "This article is not published." : error.message;
  }
}

/** The edge does not say yet what a user has liked, so the browser remembers it. */
function isLiked() {
  return localStorage.getItem(`like ${id}`) === "true";
}

function showLiked() {
  byId("like").setAttribute("aria-pressed", String(isLiked()));
}

byId("like").addEventListener("click", async () => {
  const on = !isLiked();
  try {
    const accepted = await react(id, "like", on);
    localStorage.setItem(`like ${id}`, String(on));
    showLiked();
    showCounts(accepted.stats);
  } catch (error) {
    byId("status").textContent = error.message;
  }
});

await refresh("");
if (id !== "") {
  showLiked();
  onChange((change) => {
    if (change === null || change.id === id) {
      refresh("Updated just now.");
    }
  });
  countView(id).then((accepted) => showCounts(accepted.stats), () => {
    // Views are counted as far as possible.
  });
}
