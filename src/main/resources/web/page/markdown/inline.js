// Markdown inside a line, as nodes. Whatever is not known to be markup stays text, HTML above all.

import { el } from "../dom.js";

const DEEPEST = 6;
const MARKS = { "**": "strong", __: "strong", "*": "em", _: "em", "~~": "s" };
const BARE = /^https?:\/\/[^\s<>"'`]*[^\s<>"'`.,:;!?)\]}*_~]/;
const LINK = /^!?\[((?:[^\[\]\\]|\\.){0,1000})\]\(\s*<?([^\s()<>]{1,2000}(?:\([^\s()<>]*\))?[^\s()<>]*)>?(?:\s+"[^"]*")?\s*\)/;
const AUTO = /^<(https?:\/\/[^\s<>]{1,2000})>/;

export function inline(text, depth = 0) {
  const nodes = [];
  let plain = "";
  const push = (node) => {
    if (plain) nodes.push(plain);
    plain = "";
    nodes.push(node);
  };
  // Marks that nothing closes from here on: looking again for each of them would take the square of the time.
  const unclosed = new Set();
  let at = 0;
  while (at < text.length) {
    const found = depth > DEEPEST ? null : token(text, at, depth, unclosed);
    if (found) {
      push(found.node);
      at += found.length;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  if (plain) nodes.push(plain);
  return nodes;
}

function token(text, at, depth, unclosed) {
  switch (text[at]) {
    case "\\": return escaped(text, at);
    case "\n": return { node: el("br"), length: 1 };
    case "`": return codeSpan(text, at, unclosed);
    case "*": case "_": case "~": return emphasis(text, at, depth, unclosed);
    case "[": case "!": return linked(text.slice(at, at + 4000), depth);
    case "<": return auto(AUTO.exec(text.slice(at, at + 2010)));
    case "h": return wordBefore(text, at) ? null : bare(BARE.exec(text.slice(at, at + 2000)));
    default: return null;
  }
}

function escaped(text, at) {
  const next = text[at + 1];
  return next && /[!-/:-@[-`{-~]/.test(next) ? { node: document.createTextNode(next), length: 2 } : null;
}

function codeSpan(text, at, unclosed) {
  const fence = /^`+/.exec(text.slice(at, at + 20))[0];
  if (unclosed.has(fence)) return null;
  let end = text.indexOf(fence, at + fence.length);
  while (end > 0 && text[end + fence.length] === "`") end = text.indexOf(fence, end + fence.length + 1);
  if (end < 0) {
    unclosed.add(fence);
    return null;
  }
  return { node: el("code", {}, text.slice(at + fence.length, end).trim()), length: end + fence.length - at };
}

function emphasis(text, at, depth, unclosed) {
  const mark = MARKS[text.slice(at, at + 2)] ? text.slice(at, at + 2) : text[at];
  const from = at + mark.length;
  if (!MARKS[mark] || unclosed.has(mark) || /\s/.test(text[from] ?? " ") || (mark[0] === "_" && wordBefore(text, at))) return null;
  let end = text.indexOf(mark, from + 1);
  while (end > 0 && (/\s/.test(text[end - 1]) || (mark.length === 1 && text[end + 1] === mark) || (mark[0] === "_" && /\w/.test(text[end + mark.length] ?? "")))) {
    end = text.indexOf(mark, end + (text[end + 1] === mark ? 2 : 1));
  }
  if (end < 0) {
    unclosed.add(mark);
    return null;
  }
  return { node: el(MARKS[mark], {}, inline(text.slice(from, end), depth + 1)), length: end + mark.length - at };
}

function linked(text, depth) {
  const found = LINK.exec(text);
  if (!found) return null;
  const [whole, label, address] = found;
  const inner = label ? inline(label, depth + 3) : [address];
  // A picture is not fetched: that would tell a stranger who reads this.
  return { node: link(address, inner) ?? el("span", {}, inner), length: whole.length };
}

function auto(found) {
  return found && { node: link(found[1], [found[1]]), length: found[0].length };
}

function bare(found) {
  return found && { node: link(found[0], [found[0]]), length: found[0].length };
}

function wordBefore(text, at) {
  return /\w/.test(text[at - 1] ?? "");
}

/** Null for anything but http and https. */
function link(address, inner) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  return el("a", { href: url.href, rel: "noopener noreferrer nofollow", target: "_blank" }, inner);
}
