// Where the reader is: `#/models/MODEL?region=…`. Every view can be linked to.

const VIEWS = ["start", "models", "availability", "playground", "statistics"];

export function current() {
  const [path, search = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [view, ...id] = path.split("/");
  return {
    view: VIEWS.includes(view) ? view : "start",
    id: id.length ? decodeURIComponent(id.join("/")) : null,
    query: new URLSearchParams(search),
  };
}

export function href(view, id = null, query = {}) {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value)).toString();
  return `#/${view}${id ? `/${encodeURIComponent(id)}` : ""}${search ? `?${search}` : ""}`;
}

/** The same place with other filters; told to nobody, so that typing does not fill the history. */
export function amend(changes) {
  const { view, id, query } = current();
  for (const [name, value] of Object.entries(changes)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  history.replaceState(null, "", href(view, id, Object.fromEntries(query)));
}
