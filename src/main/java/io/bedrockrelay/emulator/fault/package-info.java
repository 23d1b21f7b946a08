/// What may go wrong on demand: directives in the prompt, and what they do to an answer.
///
/// A directive stands in the last user text, `[[emulate: WORD WORD=VALUE …]]`, or in the header `x-emulate`.
///
/// | words | effect |
/// |---|---|
/// | `throttle`, `throttle-tokens`, `throttle-day`, `not-ready` | refused in Bedrock's words |
/// | `denied`, `agreement`, `retention`, `policy`, `bad-token`, `bad-key` | likewise |
/// | `expired-token`, `skewed` | likewise |
/// | `model-timeout`, `model-error`, `stream-error`, `internal` | likewise |
/// | `unavailable`, `busy`, `overloaded`, `quota`, `validation`, `too-long` | likewise |
/// | `not-found`, `end-of-life`, `legacy`, `on-demand`, `invalid-model` | likewise |
/// | `refuse=TYPE`, `status=502` | refused with that type; with that status and no body |
/// | `retry-after=30` | a refusal says how long to wait |
/// | `close`, `reset`, `hang`, `malformed` | before the head: closed, reset, silent (gate `hang`), no JSON |
/// | `times=2 key=K` | what fails, fails for the first two attempts under that key |
/// | `exception=TYPE`, `unknown-exception`, `error`, `cut`, `drop` | inside the stream, `after=3` events (default 1) |
/// | `end`, `half`, `prelude-crc`, `message-crc`, `garbage` | likewise |
/// | `huge`, `stall`, `unknown-event` | likewise |
/// | `unreadable=KIND` | likewise: `base64`, `json`, `empty` or `type` inside of a sound frame |
/// | `cut at=metadata` | in place of the event of this type, rather than after so many |
/// | `then=cut` | what follows an `unknown-event` or an `unreadable` frame |
/// | `as-status=201`, `as-type=text/html`, `as-encoding=gzip` | the answer under another head |
/// | `without=messageStop`, `duplicate-end` | an event left out; the stop sent twice |
/// | `events=200 size=50`, `giant size=20000000`, `numbered` | the answer in numbered pieces `n=1;`; in one |
/// | `echo` | the answer is the question, letter by letter |
/// | `delay=40ms`, `first-delay=2s`, `head-delay=1s` | pauses: between events, before the first, before the head |
/// | `drip` | every byte on its own |
/// | `gate=NAME`, `gate-after=1` | holds the stream after its first event until the gate is opened |
/// | `stop=REASON`, `redacted`, `text` | the stop reason; hidden thoughts; no tool call |
/// | `turns=Read{"file_path":"a"};Grep` | the tools that are called, turn after turn of the conversation; then text |
/// | `call=TOOL input=BASE64URL,…` | calls of a tool with these inputs, JSON in base64url |
/// | `replay=FILE` | a recorded stream in place of an answer |
@NullMarked
package io.bedrockrelay.emulator.fault;

import org.jspecify.annotations.NullMarked;
