// The rows that are shown, for a spreadsheet.

import { el } from "../dom.js";

export function toCsv(rows, regions) {
  const head = ["model", "name", "provider", ...regions];
  const lines = rows.map((row) => [row.id, row.name, row.provider, ...regions.map((region) => row.regions[region].invocationId ?? "")]);
  return [head, ...lines].map((line) => line.map(quoted).join(",")).join("\r\n") + "\r\n";
}

function quoted(text) {
  // A sign that a spreadsheet takes for a formula is disarmed.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function save(text, name) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  const link = el("a", { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}
