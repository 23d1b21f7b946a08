// The relay's API. The key is kept here and nowhere else: it is gone when the page is closed.

let key = null;
let askForKey = async () => null;

/** What the API says about a failure, in its own words. */
export class Problem extends Error {
  constructor(status, told) {
    super(told.message ?? `The relay answered with HTTP ${status}.`);
    this.status = status;
    this.told = told;
    this.code = told.code ?? "unknown";
  }
}

/** @param asker called on a 401 with the API's words; gives the key, or null if there is none */
export function whenLocked(asker) {
  askForKey = asker;
}

export function useKey(text) {
  key = text || null;
}

export function hasKey() {
  return key !== null;
}

/** The data of a JSend answer. */
export async function get(path, query = {}) {
  const wanted = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const search = new URLSearchParams(wanted).toString();
  return data(await send(search ? `${path}?${search}` : path));
}

export async function post(path) {
  return data(await send(path, { method: "POST" }));
}

/** An answer that is no failure; a locked door is asked for its key once. */
export async function send(path, init = {}) {
  let response = await attempt(path, init);
  if (response.status === 401) {
    const given = await askForKey((await problem(response)).message);
    if (given === null) throw new Problem(401, { code: "unauthenticated", message: "This relay wants a key." });
    response = await attempt(path, init);
  }
  if (!response.ok) throw await problem(response);
  return response;
}

async function attempt(path, init) {
  const headers = new Headers(init.headers);
  if (key) headers.set("Authorization", `Bearer ${key}`);
  try {
    return await fetch(path, { ...init, headers, credentials: "omit", cache: "no-store" });
  } catch (failed) {
    if (failed.name === "AbortError") throw failed;
    throw new Problem(0, { code: "unreachable", message: "The relay cannot be reached." });
  }
}

async function data(response) {
  return (await response.json()).data;
}

async function problem(response) {
  const body = await response.json().catch(() => ({}));
  return new Problem(response.status, body.status === "fail" ? body.data : body);
}

/** A model's id in a path: ids hold `:` and ARNs also `/`. */
export function modelPath(id) {
  return `/api/models/${encodeURIComponent(id)}`;
}
