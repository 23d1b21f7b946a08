// Markdown's blocks as nodes.

import { copyButton } from "../copy.js";
import { el } from "../dom.js";
import { inline } from "./inline.js";
import { FENCE, HEADING, ITEM, QUOTE, split } from "./split.js";

const DEEPEST = 8;

export function render(text, depth = 0) {
  const lines = text.split("\n");
  if (depth > DEEPEST) return [el("p", {}, text)];
  return split(lines).map((block) => WRITERS[block.kind](lines.slice(block.from, block.to), depth));
}

const WRITERS = {
  paragraph: (lines) => el("p", {}, inline(lines.map((line) => line.trim()).join("\n"))),
  rule: () => el("hr"),
  quote: (lines, depth) => el("blockquote", {}, render(lines.map((line) => line.replace(QUOTE, "")).join("\n"), depth + 1)),
  heading(lines) {
    const [, marks, title] = HEADING.exec(lines[0]);
    // The page has its own headings above; an answer's begin below them.
    return el(`h${Math.min(6, marks.length + 2)}`, {}, inline(title));
  },
  fence(lines) {
    const [, fence, language] = FENCE.exec(lines[0]);
    const closed = lines.length > 1 && lines.at(-1).trim().startsWith(fence) && !lines.at(-1).trim().replaceAll(fence[0], "");
    const block = codeBlock(language);
    block.code.append(lines.slice(1, closed ? -1 : undefined).join("\n"));
    return block.node;
  },
  table(lines) {
    const [head, , ...rows] = lines.map(cells);
    return el(
      "div",
      { class: "table", tabindex: 0, role: "region", "aria-label": "Table" },
      el(
        "table",
        {},
        el("thead", {}, el("tr", {}, head.map((cell) => el("th", { scope: "col" }, inline(cell))))),
        el("tbody", {}, rows.map((row) => el("tr", {}, head.map((_, index) => el("td", {}, inline(row[index] ?? "")))))),
      ),
    );
  },
  list(lines, depth) {
    const [, indent, mark] = ITEM.exec(lines[0]);
    const numbered = /\d/.test(mark);
    const start = numbered ? Number.parseInt(mark, 10) : 1;
    return el(
      numbered ? "ol" : "ul",
      { start: numbered && start !== 1 ? start : null },
      items(lines, indent.length).map((item) => el("li", {}, itemContent(item, depth))),
    );
  },
};

/** A code block that can be written into: `node` to show, `code` to append to. */
export function codeBlock(language) {
  const code = el("code");
  const node = el(
    "div",
    { class: "code" },
    language && el("span", { class: "language" }, language),
    el("pre", { tabindex: 0 }, code),
    copyButton(() => code.textContent, "the code"),
  );
  return { node, code };
}

function cells(line) {
  return line.trim().replace(/^\||\|$/g, "").split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));
}

function items(lines, indent) {
  const found = [];
  for (const line of lines) {
    const mark = ITEM.exec(line);
    if (mark && mark[1].length < indent + 2) found.push([line.slice(mark[0].length)]);
    else found.at(-1).push(line.replace(/^\t| {1,4}/, ""));
  }
  return found;
}

function itemContent(lines, depth) {
  const task = /^\[([ xX])\]\s+/.exec(lines[0]);
  if (task) lines[0] = lines[0].slice(task[0].length);
  const inner = render(lines.join("\n"), depth + 1);
  // A tight item is a line, not a paragraph.
  const flat = inner.flatMap((node, index) => (index === 0 && node.tagName === "P" ? [...node.childNodes] : [node]));
  return task ? [el("input", { type: "checkbox", disabled: true, checked: task[1] !== " ", "aria-label": "task" }), " ", ...flat] : flat;
}
