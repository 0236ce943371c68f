"""Uses each call of the client for the demo's model; prints what it found, one line a step."""

import sys
from datetime import datetime, timezone

import headrace
from headrace import Article, ArticleCard, Headrace, HeadraceError, Next, Put

url, token = sys.argv[1:]
hr = Headrace(url, token=lambda: token)

article = hr.article.get("spring-tides")
card = hr.article.get("spring-tides", view="card")
assert isinstance(article, Article) and isinstance(card, ArticleCard)
assert article.body and not hasattr(card, "body")
assert isinstance(article.date, datetime) and article.meta.locale == "en" and article.stats is None
print("title", card.title, article.authors[0].type)

page = hr.article.list({"topic": "water", "sort": "-date", "limit": 2})
assert len(page.items) == 2 and page.next and page.total > 2
since = datetime(2020, 1, 1, tzinfo=timezone.utc)
full = hr.article.list({"date[gte]": since, "format[in]": ["essay", "feature"], "limit": 1}, view="full")
assert isinstance(full.items[0], Article)
print("pages", len(list(hr.article.all({"topic": "water", "limit": 2}))) == page.total)

found = hr.search({"q": "tides", "types": ["article", "author"], "facets": ["format"]}, stats=True)
first = next(item for item in found.items if item.type == "article")
assert found.facets["format"][0].count > 0 and first.stats is not None
print("found", first.highlights.title[0])

before = hr.article.stats(article.id).reactions.insightful
liked = hr.article.react(article.id, "insightful", idempotency_key="magazine-py-" + article.id)
assert liked.stats.reactions.insightful == before + 1 and liked.state["reactions"]["insightful"] is True
assert hr.receipt(liked.id) in ("accepted", "stored")
assert hr.article.unreact(article.id, "insightful").stats.reactions.insightful == before
hr.article.view(article.id)
assert hr.stats(["article:" + article.id])["article:" + article.id]["reactions"]["insightful"] == before
print("reactions", hr.article.get(article.id, view="card", stats=True).stats.reactions.insightful == before)

lines = list(hr.sync(types=["topic"]))
assert isinstance(lines[-1], Next) and all(isinstance(line, Put) and line.put.type == "topic" for line in lines[:-1])

try:
    hr.article.get("no-such-article")
    raise AssertionError("no error")
except HeadraceError as error:
    assert error.status == 404 and error.problem.status == 404
    print("error", error)

# A later model has more fields, fewer, and other blocks: this client goes on.
later = article.model_dump(by_alias=True, mode="json")
later.update({"later": 1, "format": "poem"})
del later["minutes"]
assert Article.model_validate(later).format == "poem" and headrace.Unknown.model_validate({"_type": "later"})
