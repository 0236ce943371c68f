// A client of the edge for this site's content, without dependencies. Generated from version [(${version})] of the model;
// generate it again after a change of the model: ./headrace client typescript

[# th:each="object : ${objects}"]
/** [(${object.about})] */
export interface [(${object.name})] {
[# th:each="member : ${object.members}"]  [# th:unless="${member.about.isEmpty()}"]/** [(${member.about})] */
  [/][(${member.name})][(${member.optional ? '?' : ''})]: [(${member.type})];
[/]}
[/][# th:each="type : ${types}"]
/** Documents of the type '[(${type.name})]', by view. */
export interface [(${type.documents})] {
[# th:each="view : ${type.byView}"]  [(${view.name})]: [(${view.type})];
[/]}

/** Conditions and order of lists of the type '[(${type.name})]'. */
export interface [(${type.query})] {
[# th:each="member : ${type.conditions}"]  /** [(${member.about})] */
  [(${member.name})]?: [(${member.type})];
[/]}
[/]
/** A document of any type, in the view `full`. */
export type AnyDocument = [(${any})];

/** A locale of the model; the first one is the default. */
export type Locale = [(${locales})];

/** A reference to a published document that is not embedded. */
export interface Reference {
  id: string;
  type: string;
}

/** What a document says of its publication. Times are RFC 3339. */
export interface Meta {
  version: number;
  publishedAt: string;
  updatedAt: string;
  /** May be a fallback of the locale that was requested. */
  locale: string;
  /** Only if the document is out of date. The notice is plain text for readers. */
  withdrawn?: { at: string; notice: string };
}

/** A page of a list. */
export interface Page<T> {
  items: T[];
  total: number;
  /** The `after` of the next page; null on the last one. */
  next: string | null;
}

/** The form in which documents are returned. */
export interface Selection<V> {
  view?: V;
  locale?: Locale;
  /** Adds tallies to documents, as `_stats`. */
  with?: "stats";
}

export interface PageQuery {
  /** 1 to 100, 20 by default. */
  limit?: number;
  after?: string;
}

/** The response to a write, which has been accepted. */
export interface Write<Stats> {
  /** The id of the receipt. */
  id: string;
  state: { reactions?: { [reaction: string]: boolean } };
  /** The tallies, including this write. */
  stats: Stats;
}

export interface WriteOptions {
  /** A retry with the same key is stored once. */
  idempotencyKey?: string;
}

/** The body of an error (RFC 9457). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  errors?: { pointer: string; message: string }[];
}

/** A line of a synchronization. */
export type SyncLine = { put: AnyDocument } | { delete: Reference } | { next: string };

export interface SyncQuery {
  types?: readonly string[];
  locale?: Locale;
  /** The token from the end of the last synchronization. */
  after?: string;
}
[# th:if="${search != null}"]
/** A number of documents that were found, by a value. */
export interface Facet {
  value: string;
  count: number;
}

/** A document that was found. */
export type Found = [(${search.found})];

export interface SearchPage extends Page<Found> {
  facets: { [field: string]: Facet[] };
}

/** The words, types and conditions of a search; conditions must be filters of all its types. */
export interface SearchQuery extends PageQuery {
  q?: string;
  types?: readonly ([(${search.types})])[];
  facets?: readonly ([(${search.facets})])[];
  locale?: Locale;
  with?: "stats";
[# th:each="member : ${search.conditions}"]  /** [(${member.about})] */
  [(${member.name})]?: [(${member.type})];
[/]}
[/]
/** An error response, or one that is not JSON. */
export class HeadraceError extends Error {
  readonly status: number;
  /** Null if the response has another form, such as that of a proxy. */
  readonly problem: Problem | null;
  /** Seconds after which a retry makes sense; null if the response does not say. */
  readonly retryAfter: number | null;

  constructor(response: Response, problem: Problem | null) {
    super(problem === null ? `${response.status} from ${response.url}` : `${problem.title}: ${problem.detail}`);
    this.name = "HeadraceError";
    this.status = response.status;
    this.problem = problem;
    const seconds = Number(response.headers.get("Retry-After") ?? "");
    this.retryAfter = seconds > 0 ? seconds : null;
  }
}

export interface HeadraceOptions {
  /** Of the edge, such as `https://content.example.org`. */
  url: string;
  /** The token of a user, or a function that returns one; needed for reactions only. */
  token?: string | (() => string | null | Promise<string | null>);
  fetch?: typeof fetch;
}

/** Values of parameters. Those with several names are separated by commas; others are repeated. */
function parameters(query: object): string {
  const result = new URLSearchParams();
  for (const entry of Object.entries(query)) {
    const name = entry[0];
    const value: unknown = entry[1];
    const joined = name.endsWith("[in]") || name === "types" || name === "facets" || name === "targets";
    if (Array.isArray(value) && !joined) {
      value.forEach((each) => result.append(name, String(each)));
    } else if (value !== undefined && value !== null) {
      result.append(name, String(value));
    }
  }
  const text = result.toString();
  return text === "" ? "" : "?" + text;
}

/** Sends requests. */
class Connection {
  readonly #options: HeadraceOptions;

  constructor(options: HeadraceOptions) {
    this.#options = options;
  }

  async read<T>(path: string, query: object): Promise<T> {
    const response = await this.open(path, query);
    return (await response.json()) as T;
  }

  /** @throws HeadraceError if the response is not JSON */
  async open(path: string, query: object): Promise<Response> {
    return this.#send(path + parameters(query), {});
  }

  async write<T>(method: string, path: string, byUser: boolean, options: WriteOptions): Promise<T> {
    const headers: { [name: string]: string } = {};
    if (options.idempotencyKey !== undefined) {
      headers["Idempotency-Key"] = options.idempotencyKey;
    }
    const token = byUser ? await this.#token() : null;
    if (token !== null) {
      headers["Authorization"] = "Bearer " + token;
    }
    const response = await this.#send(path, { method, headers });
    return (await response.json()) as T;
  }

  async #token(): Promise<string | null> {
    const token = this.#options.token;
    return typeof token === "function" ? token() : (token ?? null);
  }

  async #send(path: string, request: RequestInit): Promise<Response> {
    const send = this.#options.fetch ?? fetch;
    const response = await send(this.#options.url.replace(/\/+$/, "") + path, request);
    const type = response.headers.get("Content-Type") ?? "";
    if (!response.ok || !/json/.test(type)) {
      const problem = type.startsWith("application/problem+json") ? ((await response.json()) as Problem) : null;
      throw new HeadraceError(response, problem);
    }
    return response;
  }
}

/** The documents of one type. */
export class Documents<Views extends { full: unknown }, ListView extends keyof Views, Query, Stats, Reaction extends string> {
  readonly #connection: Connection;
  readonly #path: string;

  constructor(connection: Connection, type: string) {
    this.#connection = connection;
    this.#path = "/v1/content/" + type;
  }

  /** A document. An id or slug that is not published is an error with the status 404, or 410. */
  async get<V extends keyof Views = "full">(idOrSlug: string, selection: Selection<V> = {}): Promise<Views[V]> {
    return this.#connection.read(this.#of(idOrSlug), selection);
  }

  /** A page of documents. */
  async list<V extends keyof Views = ListView>(query?: Query & PageQuery & Selection<V>): Promise<Page<Views[V]>> {
    return this.#connection.read(this.#path, query ?? {});
  }

  /** All documents of a list, read page by page. */
  async *all<V extends keyof Views = ListView>(query?: Query & PageQuery & Selection<V>): AsyncGenerator<Views[V], void> {
    let after: string | null | undefined = query?.after;
    do {
      const page: Page<Views[V]> = await this.#connection.read(this.#path, { limit: 100, ...query, after });
      yield* page.items;
      after = page.next;
    } while (after !== null);
  }

  /** The tallies of a document. */
  async stats(id: string): Promise<Stats> {
    return this.#connection.read(this.#of(id) + "/stats", {});
  }

  /** Counts a view, if the type counts views. */
  async view(id: string): Promise<Write<Stats>> {
    return this.#connection.write("POST", this.#of(id) + "/views", false, {});
  }

  /** Sets a reaction of the user; repeating it has no effect. */
  async react(id: string, reaction: Reaction, options: WriteOptions = {}): Promise<Write<Stats>> {
    return this.#connection.write("PUT", this.#reaction(id, reaction), true, options);
  }

  /** Removes a reaction of the user. */
  async unreact(id: string, reaction: Reaction, options: WriteOptions = {}): Promise<Write<Stats>> {
    return this.#connection.write("DELETE", this.#reaction(id, reaction), true, options);
  }

  #of(idOrSlug: string): string {
    return this.#path + "/" + encodeURIComponent(idOrSlug);
  }

  #reaction(id: string, reaction: Reaction): string {
    return this.#of(id) + "/reactions/" + encodeURIComponent(reaction);
  }
}

/** The edge. */
export class Headrace {
  readonly #connection: Connection;
[# th:each="type : ${types}"]
  /** [(${type.label})] */
  readonly [(${type.property})]: Documents<[(${type.documents})], [(${type.listView})], [(${type.query})], [(${type.stats})], [(${type.reactions})]>;[/]

  constructor(options: HeadraceOptions) {
    this.#connection = new Connection(options);
[# th:each="type : ${types}"]    this.[(${type.property})] = new Documents(this.#connection, "[(${type.name})]");
[/]  }
[# th:if="${search != null}"]
  /** Finds documents by their texts. */
  async search(query: SearchQuery): Promise<SearchPage> {
    return this.#connection.read("/v1/search", query);
  }
[/]
  /**
   * The tallies of up to 100 documents, by target. Documents that are not published are missing.
   *
   * @param targets `TYPE:ID`
   */
  async stats(targets: readonly string[]): Promise<{ [target: string]: [(${anyStats})] }> {
    return this.#connection.read("/v1/stats", { targets });
  }

  /** What became of a write. */
  async receipt(id: string): Promise<"accepted" | "stored" | "rejected"> {
    const receipt: { status: "accepted" | "stored" | "rejected" } = await this.#connection.read(
      "/v1/receipts/" + encodeURIComponent(id), {});
    return receipt.status;
  }

  /**
   * All documents, or those that changed since a token. Ends with a line `next`, or with an error: then repeat the call. An
   * error with the status 410 means that the token is too old.
   */
  async *sync(query: SyncQuery = {}): AsyncGenerator<SyncLine, void> {
    const response = await this.#connection.open("/v1/sync", query);
    const reader = response.body!.getReader();
    const decoder = new TextDecoder();
    let text = "";
    let complete = false;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += decoder.decode(part.value, { stream: true });
      const lines = text.split("\n");
      text = lines.pop() ?? "";
      for (const line of lines) {
        const parsed = JSON.parse(line) as SyncLine;
        complete = "next" in parsed;
        yield parsed;
      }
    }
    if (!complete) {
      throw new Error("The synchronization ended early; repeat it.");
    }
  }
}
