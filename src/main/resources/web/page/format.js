// Figures and dates for people.

const whole = new Intl.NumberFormat("en-GB");
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

export function count(number) {
  return whole.format(number);
}

/** `1 model`, `2 models`. */
export function counted(number, one, many = `${one}s`) {
  return `${count(number)} ${number === 1 ? one : many}`;
}

/** Context windows, short: `200 k`, `1.05 M`. */
export function tokens(number) {
  if (number >= 1_000_000) return `${trim(number / 1_000_000)} M`;
  return number >= 1000 ? `${trim(number / 1000)} k` : String(number);
}

function trim(number) {
  return String(Number(number.toFixed(number < 10 ? 2 : 0)));
}

export function date(instant) {
  return day.format(new Date(instant));
}

/** How long ago: `just now`, `4 min ago`. */
export function ago(instant) {
  const seconds = Math.max(0, (Date.now() - new Date(instant)) / 1000);
  if (seconds < 45) return "just now";
  if (seconds < 5400) return `${Math.round(seconds / 60)} min ago`;
  return seconds < 129_600 ? `${Math.round(seconds / 3600)} h ago` : `${Math.round(seconds / 86_400)} days ago`;
}

/** `640 ms`, `2.31 s`. */
export function duration(milliseconds) {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
}

export function plainList(words) {
  return words.map((word) => word.toLowerCase()).join(", ");
}
