// Calls of the edge. The addresses and the token of a demo user come from the server of these pages.
const settings = await (await fetch("settings.json")).json();

/** An error response; `problem` is its body (RFC 9457), or null. */
export class EdgeError extends Error {
  constructor(status, problem) {
    super(problem === null ? `The edge answered ${status}.` : problem.detail);
    this.status = status;
  }
}

async function send(path, request) {
  const response = await fetch(settings.edge + path, request);
  const isJson = (response.headers.get("Content-Type") ?? "").includes("json");
  if (!response.ok || !isJson) {
    throw new EdgeError(response.status, isJson ? await response.json() : null);
  }
  return response.json();
}

/** Reads JSON; empty parameters are left out. */
export function read(path, parameters = {}) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value));
  return send(`${path}?${query}`, {});
}

/** A reaction of the demo user. */
export function react(id, reaction, on) {
  return send(`/v1/content/article/${id}/reactions/${reaction}`, {
    method: on ? "PUT" : "DELETE",
    headers: {Authorization: `Bearer ${settings.token}`}
  });
}

export function countView(id) {
  return send(`/v1/content/article/${id}/views`, {method: "POST"});
}

/** Calls a listener for each change of an article; the browser reconnects where the stream broke off. */
export function onChange(listener) {
  const stream = new EventSource(`${settings.edge}/v1/changes?types=article`);
  stream.addEventListener("change", (event) => listener(JSON.parse(event.data)));
  stream.addEventListener("reset", () => listener(null));
}
