"""A client of the edge for this site's content. It needs Python 3.10 and Pydantic 2.

Generated from version [(${version})] of the model; generate it again after a change of the model: ./headrace client python
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, Generic, Literal, TypedDict, TypeVar, Union, overload
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, TypeAdapter

Locale = [(${locales})]
T = TypeVar("T")
StatsT = TypeVar("StatsT")


class Document(BaseModel):
    """An object in a response. Members that a later model has are ignored."""

    model_config = ConfigDict(populate_by_name=True, extra="ignore")


class Unknown(BaseModel):
    """A block, or an embedded document, of a type that a later model has."""

    model_config = ConfigDict(extra="allow")


def _one_of(member: str, *known: str) -> Callable[..., str]:
    def tag(value: Any) -> str:
        name = value.get(member) if isinstance(value, Mapping) else getattr(value, member.lstrip("_"), "")
        return name if name in known else ""

    return tag


class Reference(Document):
    """A reference to a published document that is not embedded."""

    id: str
    type: str


class Withdrawn(Document):
    """The document is out of date. The notice is plain text for readers."""

    at: datetime
    notice: str


class Meta(Document):
    """What a document says of its publication. The locale may be a fallback of the one that was requested."""

    version: int
    published_at: datetime = Field(alias="publishedAt")
    updated_at: datetime = Field(alias="updatedAt")
    locale: str
    withdrawn: Withdrawn | None = None

[# th:each="object : ${objects}"]
class [(${object.name})](Document):
    """[(${object.about})]"""
[# th:each="member : ${object.members}"]
    [(${member.name})]: [(${member.type})][/][# th:if="${object.members.isEmpty()}"]
    pass[/]

[/]
AnyDocument = [(${any})]


class Page(Document, Generic[T]):
    """A page of a list. The next page begins after `next`, which is None on the last one."""

    items: list[T]
    total: int
    next: str | None = None


class Write(Document, Generic[StatsT]):
    """The response to a write, which has been accepted: the id of its receipt, and the tallies including it."""

    id: str
    state: dict[str, Any] = {}
    stats: StatsT


class Invalid(Document):
    """An invalid part of a request."""

    pointer: str
    message: str


class Problem(Document):
    """The body of an error (RFC 9457)."""

    type: str = "about:blank"
    title: str = ""
    status: int
    detail: str = ""
    errors: list[Invalid] = []


class HeadraceError(Exception):
    """An error response. `problem` is None if it has another form; `retry_after` is in seconds."""

    def __init__(self, status: int, problem: Problem | None, retry_after: float | None) -> None:
        super().__init__(str(status) if problem is None else f"{problem.title}: {problem.detail}")
        self.status = status
        self.problem = problem
        self.retry_after = retry_after


class Put(Document):
    """A document that is published."""

    put: AnyDocument


class Delete(Document):
    """A document that is not published any more."""

    delete: Reference


class Next(Document):
    """The end of a synchronization, and the token from which the next one continues."""

    next: str

[# th:if="${search != null}"]
class Facet(Document):
    """A number of documents that were found, by a value."""

    value: str
    count: int


Found = [(${search.found})]


class SearchPage(Page[Found]):
    """Documents that were found, the best first."""

    facets: dict[str, list[Facet]] = {}


SearchQuery = TypedDict("SearchQuery", {
    "q": str,
    "types": [(${'Sequence[' + search.types + ']'})],
    "facets": [(${'Sequence[' + search.facets + ']'})],
    "limit": int,
    "after": str,
    "locale": Locale,
[# th:each="member : ${search.conditions}"]    [(${member.key})]: [(${member.type})],
[/]}, total=False)

[/]
def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _parameters(query: Mapping[str, Any]) -> str:
    pairs: list[tuple[str, str]] = []
    for name, value in query.items():
        joined = name.endswith("[in]") or name in ("types", "facets", "targets")
        if value is None:
            continue
        if isinstance(value, str) or not isinstance(value, Sequence):
            pairs.append((name, _text(value)))
        elif joined:
            pairs.append((name, ",".join(_text(each) for each in value)))
        else:
            pairs.extend((name, _text(each)) for each in value)
    return "?" + urlencode(pairs) if pairs else ""


class _Connection:
    """Sends requests."""

    def __init__(self, url: str, token: str | Callable[..., str] | None, timeout: float) -> None:
        self._url = url.rstrip("/")
        self._token = token
        self._timeout = timeout

    def open(self, path: str, query: Mapping[str, Any]) -> Any:
        return self._send(Request(self._url + path + _parameters(query)))

    def read(self, model: Any, path: str, query: Mapping[str, Any]) -> Any:
        with self.open(path, query) as response:
            return TypeAdapter(model).validate_json(response.read())

    def write(self, model: Any, method: str, path: str, by_user: bool, idempotency_key: str | None) -> Any:
        headers = {} if idempotency_key is None else {"Idempotency-Key": idempotency_key}
        token = self._token() if callable(self._token) else self._token
        if by_user and token is not None:
            headers["Authorization"] = "Bearer " + token
        with self._send(Request(self._url + path, method=method, headers=headers)) as response:
            return TypeAdapter(model).validate_json(response.read())

    def _send(self, request: Request) -> Any:
        try:
            response = urlopen(request, timeout=self._timeout)
        except HTTPError as error:
            with error:
                is_problem = error.headers.get_content_type() == "application/problem+json"
                problem = Problem.model_validate_json(error.read()) if is_problem else None
                retry_after = error.headers.get("Retry-After")
                raise HeadraceError(error.code, problem, float(retry_after) if retry_after else None) from None
        if "json" not in response.headers.get_content_type():
            response.close()
            raise HeadraceError(response.status, None, None)
        return response


class _Documents(Generic[StatsT]):
    """The documents of one type."""

    def __init__(self, connection: _Connection, name: str, views: Mapping[str, Any], stats: Any) -> None:
        self._connection = connection
        self._path = "/v1/content/" + name
        self._views = views
        self._stats = stats

    def _get(self, id_or_slug: str, view: str, locale: str | None, stats: bool) -> Any:
        query = {"view": view, "locale": locale, "with": "stats" if stats else None}
        return self._connection.read(self._views[view], self._of(id_or_slug), query)

    def _list(self, query: Mapping[str, Any] | None, view: str, stats: bool) -> Any:
        whole = {**(query or {}), "view": view, "with": "stats" if stats else None}
        return self._connection.read(Page[self._views[view]], self._path, whole)  # type: ignore[name-defined]

    def _all(self, query: Mapping[str, Any] | None, view: str, stats: bool) -> Iterator[Any]:
        rest: dict[str, Any] = {"limit": 100, **(query or {})}
        while True:
            page = self._list(rest, view, stats)
            yield from page.items
            if page.next is None:
                return
            rest["after"] = page.next

    def stats(self, id: str) -> StatsT:
        """The tallies of a document."""
        return self._connection.read(self._stats, self._of(id) + "/stats", {})

    def view(self, id: str) -> Write[StatsT]:
        """Counts a view, if the type counts views."""
        return self._write("POST", self._of(id) + "/views", False, None)

    def _react(self, method: str, id: str, reaction: str, idempotency_key: str | None) -> Write[StatsT]:
        return self._write(method, self._of(id) + "/reactions/" + quote(reaction, safe=""), True, idempotency_key)

    def _write(self, method: str, path: str, by_user: bool, idempotency_key: str | None) -> Write[StatsT]:
        return self._connection.write(Write[self._stats], method, path, by_user, idempotency_key)  # type: ignore[name-defined]

    def _of(self, id_or_slug: str) -> str:
        return self._path + "/" + quote(id_or_slug, safe="")

[# th:each="type : ${types}"]
[(${type.query})] = TypedDict("[(${type.query})]", {
    "limit": int,
    "after": str,
    "locale": Locale,
[# th:each="member : ${type.conditions}"]    [(${member.key})]: [(${member.type})],
[/]}, total=False)


class [(${type.documents})]([(${'_Documents[' + type.stats + ']'})]):
    """The documents of the type '[(${type.name})]'."""

    def __init__(self, connection: _Connection) -> None:
        super().__init__(connection, "[(${type.name})]", {[# th:each="view, each : ${type.byView}"][(${view.key})]: [(${view.type})][(${each.last ? '' : ', '})][/]}, [(${type.stats})])
[# th:each="view : ${type.byView}"][# th:if="${type.byView.size() > 1}"]
    @overload
    def get(self, id_or_slug: str, *, view: [(${'Literal[' + view.key + ']'})][(${view.key == '"full"' ? ' = ...' : ''})], locale: Locale | None = ..., stats: bool = ...) -> [(${view.type})]: ...
[/][/]
    def get(self, id_or_slug: str, *, view: Any = "full", locale: Locale | None = None, stats: bool = False) -> [(${type.byView.size() > 1 ? 'Any' : type.byView[0].type})]:
        """A document. An id or slug that is not published is an error with the status 404, or 410."""
        return self._get(id_or_slug, view, locale, stats)
[# th:each="view : ${type.byView}"][# th:if="${type.byView.size() > 1}"]
    @overload
    def list(self, query: [(${type.query})] | None = ..., *, view: [(${'Literal[' + view.key + ']'})][(${view.key == type.listView ? ' = ...' : ''})], stats: bool = ...) -> [(${'Page[' + view.type + ']'})]: ...
[/][/]
    def list(self, query: [(${type.query})] | None = None, *, view: Any = [(${type.listView})], stats: bool = False) -> [(${type.byView.size() > 1 ? 'Any' : 'Page[' + type.byView[0].type + ']'})]:
        """A page of documents."""
        return self._list(query, view, stats)
[# th:each="view : ${type.byView}"][# th:if="${type.byView.size() > 1}"]
    @overload
    def all(self, query: [(${type.query})] | None = ..., *, view: [(${'Literal[' + view.key + ']'})][(${view.key == type.listView ? ' = ...' : ''})], stats: bool = ...) -> [(${'Iterator[' + view.type + ']'})]: ...
[/][/]
    def all(self, query: [(${type.query})] | None = None, *, view: Any = [(${type.listView})], stats: bool = False) -> [(${type.byView.size() > 1 ? 'Any' : 'Iterator[' + type.byView[0].type + ']'})]:
        """All documents of a list, read page by page."""
        return self._all(query, view, stats)
[# th:unless="${type.reactions.isEmpty()}"]
    def react(self, id: str, reaction: [(${'Literal[' + type.reactions + ']'})], *, idempotency_key: str | None = None) -> [(${'Write[' + type.stats + ']'})]:
        """Sets a reaction of the user; repeating it has no effect."""
        return self._react("PUT", id, reaction, idempotency_key)

    def unreact(self, id: str, reaction: [(${'Literal[' + type.reactions + ']'})], *, idempotency_key: str | None = None) -> [(${'Write[' + type.stats + ']'})]:
        """Removes a reaction of the user."""
        return self._react("DELETE", id, reaction, idempotency_key)
[/]
[/]
class Headrace:
    """The edge. `url` is its address, `token` that of a user, or a function that returns one; only reactions need it."""

    def __init__(self, url: str, token: str | Callable[..., str] | None = None, *, timeout: float = 30) -> None:
        self._connection = _Connection(url, token, timeout)
[# th:each="type : ${types}"]        self.[(${type.property})] = [(${type.documents})](self._connection)
[/][# th:if="${search != null}"]
    def search(self, query: SearchQuery, *, stats: bool = False) -> SearchPage:
        """Finds documents by their texts."""
        return self._connection.read(SearchPage, "/v1/search", {**query, "with": "stats" if stats else None})
[/]
    def stats(self, targets: Sequence[str]) -> dict[str, dict[str, Any]]:
        """The tallies of up to 100 documents, TYPE:ID. Documents that are not published are missing."""
        return self._connection.read(dict[str, dict[str, Any]], "/v1/stats", {"targets": targets})

    def receipt(self, id: str) -> Literal["accepted", "stored", "rejected"]:
        """What became of a write."""
        return self._connection.read(dict[str, Any], "/v1/receipts/" + quote(id, safe=""), {})["status"]

    def sync(self, *, types: Sequence[str] | None = None, locale: Locale | None = None, after: str | None = None) -> Iterator[Put | Delete | Next]:
        """All documents, or those that changed since a token.

        Ends with a Next, or with an error: then repeat the call. An error with the status 410 means that the token is too old.
        """
        complete = False
        with self._connection.open("/v1/sync", {"types": types, "locale": locale, "after": after}) as response:
            for line in response:
                value = json.loads(line)
                complete = "next" in value
                kind = Put if "put" in value else Delete if "delete" in value else Next
                yield kind.model_validate(value)
        if not complete:
            raise EOFError("The synchronization ended early; repeat it.")
