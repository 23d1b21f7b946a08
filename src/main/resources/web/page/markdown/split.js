// Markdown's lines in blocks: where each begins and ends.

export const FENCE = /^ {0,3}(`{3,}|~{3,})\s*([\w+#.-]*)/;
export const HEADING = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
export const RULE = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/;
export const QUOTE = /^ {0,3}> ?/;
export const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])\s+/;
export const DIVIDER = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

/** Blocks as `{ kind, from, to }`, `to` excluded. Blank lines belong to none. */
export function split(lines) {
  const blocks = [];
  let at = 0;
  while (at < lines.length) {
    if (!lines[at].trim()) {
      at += 1;
      continue;
    }
    const kind = kindOf(lines, at);
    const to = ENDS[kind](lines, at);
    blocks.push({ kind, from: at, to });
    at = to;
  }
  return blocks;
}

function kindOf(lines, at) {
  const line = lines[at];
  if (FENCE.test(line)) return "fence";
  if (HEADING.test(line)) return "heading";
  if (RULE.test(line)) return "rule";
  if (QUOTE.test(line)) return "quote";
  if (ITEM.test(line)) return "list";
  if (isTable(lines, at)) return "table";
  return "paragraph";
}

function isTable(lines, at) {
  return lines[at].includes("|") && DIVIDER.test(lines[at + 1] ?? "") && (lines[at + 1] ?? "").includes("-");
}

const ENDS = {
  heading: (lines, at) => at + 1,
  rule: (lines, at) => at + 1,
  fence(lines, at) {
    const fence = FENCE.exec(lines[at])[1];
    const close = new RegExp(`^ {0,3}${fence[0]}{${fence.length},}\\s*$`);
    let end = at + 1;
    while (end < lines.length && !close.test(lines[end])) end += 1;
    return Math.min(end + 1, lines.length);
  },
  quote: (lines, at) => from(lines, at, (line) => QUOTE.test(line)),
  table: (lines, at) => from(lines, at, (line) => line.includes("|")),
  list(lines, at) {
    let end = at + 1;
    while (end < lines.length) {
      const blank = !lines[end].trim();
      const next = blank ? lines[end + 1] ?? "" : lines[end];
      if (!ITEM.test(next) && !/^\s{2,}\S/.test(next)) {
        // A line right below an item belongs to it, unless it begins something else.
        if (blank || kindOf(lines, end) !== "paragraph") break;
      }
      end += 1;
    }
    return end;
  },
  paragraph: (lines, at) =>
    from(lines, at, (line, index) => line.trim() && !["fence", "heading", "rule", "quote", "list", "table"].includes(kindOf(lines, index))),
};

function from(lines, at, belongs) {
  let end = at + 1;
  while (end < lines.length && belongs(lines[end], end)) end += 1;
  return end;
}
