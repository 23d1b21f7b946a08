// The request of a turn: what is sent, and what is shown as JSON.

/** @param turns of the lane so far, each `{ user, assistant }` as message contents */
export function body(lane, settings, turns, content) {
  const messages = turns
    .filter((turn) => turn.assistant.length > 0)
    .flatMap((turn) => [
      { role: "user", content: turn.user },
      { role: "assistant", content: turn.assistant },
    ]);
  return {
    model: lane.model,
    region: lane.region,
    ...settings,
    messages: [...messages, { role: "user", content }],
  };
}

/** The same with pictures cut short, to be read by people. */
export function readable(request) {
  return JSON.stringify(
    request,
    (name, value) => (name === "data" && value.length > 80 ? `${value.slice(0, 60)}… (${value.length} characters)` : value),
    2,
  );
}

/** What the user says: plain text, or blocks where pictures came along or tools are answered, each by its own result. */
export function userContent(text, images, openCalls) {
  if (openCalls.length === 0 && images.length === 0) return text;
  return [
    ...openCalls.map((call) => ({ type: "tool-result", id: call.id, content: call.result || "No result." })),
    ...images.map(({ format, data }) => ({ type: "image", format, data })),
    ...(text ? [{ type: "text", text }] : []),
  ];
}
