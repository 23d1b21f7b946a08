// A request as a command that sends it.

/** The body goes in by the shell's own means, so that no sign of it has to be quoted. The key comes from RELAY_KEY. */
export function asCurl(origin, request) {
  const body = JSON.stringify(request, null, 2);
  // A line of the body never begins with the mark: JSON's lines begin with a brace, a quote, a bracket, or spaces.
  return `curl -N ${origin}/api/chat \\
  -H "Authorization: Bearer \${RELAY_KEY:-none}" \\
  -H 'Accept: text/event-stream' -H 'Content-Type: application/json' \\
  -d @- <<'BODY'
${body}
BODY`;
}
