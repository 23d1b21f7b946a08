// Server-sent events from a fetch: EventSource can neither POST nor be told a key.

const LONGEST_TURN = 12;

/** Calls back with each event's name and parsed data, as they come. Ends with the stream; comments are passed over. */
export async function readEvents(stream, tell) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  let since = performance.now();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    // A burst must not keep the page from drawing. While it draws nothing is read, and the relay waits.
    if (performance.now() - since > LONGEST_TURN) {
      await new Promise((resume) => setTimeout(resume));
      since = performance.now();
    }
    rest += value;
    const frames = rest.split("\n\n");
    rest = frames.pop();
    frames.forEach((frame) => one(frame, tell));
  }
}

function one(frame, tell) {
  let name = "message";
  let data = "";
  for (const line of frame.split("\n")) {
    if (line.startsWith("event: ")) name = line.slice(7);
    else if (line.startsWith("data: ")) data += line.slice(6);
  }
  if (data) tell(name, JSON.parse(data));
}
