// Uses each call of the client for the demo's model; prints what it found, one line a step.
import { Headrace, HeadraceError, type Article, type ArticleCard } from "./headrace.js";

declare const process: { argv: string[] };
const [url, token] = process.argv.slice(2);
const hr = new Headrace({ url: url!, token: async () => token! });

function check(condition: boolean, what: string): void {
  if (!condition) {
    throw new Error("not so: " + what);
  }
}

// Types of views: these lines compile only if a card has no body and a full article has one.
const card: ArticleCard = await hr.article.get("spring-tides", { view: "card" });
const article: Article = await hr.article.get("spring-tides");
check(!("body" in card) && typeof article.body === "string", "views have their fields");
// @ts-expect-error a card has no body
void card.body;
const author: { id: string; type: "author"; name: string | null } | undefined = article.authors[0];
console.log("title", card.title, author?.type);

const page = await hr.article.list({ topic: "water", sort: "-date", limit: 2 });
check(page.items.length === 2 && page.next !== null && page.total > 2, "a list has pages");
// @ts-expect-error lists cannot be sorted by this
void (() => hr.article.list({ sort: "body" }));
// @ts-expect-error there is no such format
void (() => hr.article.list({ format: "poem" }));
const long = await hr.article.list({ "minutes[gte]": 1, "format[in]": ["essay", "feature"], view: "full", limit: 1 });
check(typeof long.items[0]?.body === "string", "a list has the view that was named");

let count = 0;
for await (const each of hr.article.all({ topic: "water", limit: 2 })) {
  check(each.type === "article", "all pages have articles");
  count++;
}
check(count === page.total, "all() reads all pages");
console.log("pages", count === page.total);

const found = await hr.search({ q: "tides", types: ["article", "author"], facets: ["format"] });
for (const item of found.items) {
  if (item.type === "article") {
    console.log("found", item.highlights.title?.[0]);
    break;
  }
}
check((found.facets["format"] ?? []).length > 0, "facets are counted");

const before = (await hr.article.stats(article.id)).reactions.insightful;
const liked = await hr.article.react(article.id, "insightful", { idempotencyKey: "magazine-" + article.id });
check(liked.stats.reactions.insightful === before + 1 && liked.state.reactions?.["insightful"] === true, "it is counted");
check(["accepted", "stored"].includes(await hr.receipt(liked.id)), "there is a receipt");
const unliked = await hr.article.unreact(article.id, "insightful");
check(unliked.stats.reactions.insightful === before, "it is removed");
// @ts-expect-error there is no such reaction
void (() => hr.article.react(article.id, "hate"));
await hr.article.view(article.id);
const stats = await hr.stats(["article:" + article.id]);
check(Object.keys(stats).length === 1, "tallies are found by target");
const withStats = await hr.article.get(article.id, { with: "stats", view: "card", locale: "en" });
console.log("reactions", withStats._stats?.reactions.insightful === before);

let next = "";
let puts = 0;
for await (const line of hr.sync({ types: ["topic"] })) {
  if ("next" in line) {
    next = line.next;
  } else if ("put" in line) {
    check(line.put.type === "topic", "only topics are sent");
    puts++;
  }
}
check(next !== "" && puts > 0, "the synchronization is complete");

for (const [slug, status] of [["no-such-article", 404]] as const) {
  try {
    await hr.article.get(slug);
    check(false, "an error");
  } catch (error) {
    check(error instanceof HeadraceError && error.status === status && error.problem?.status === status, "a problem");
    console.log("error", (error as HeadraceError).message);
  }
}
