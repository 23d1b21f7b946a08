package io.bedrockrelay.dialect;

/// Unicode's line ends beyond ASCII. JSON may hold them as they are; readers of SSE that split lines by Unicode's rules
/// would cut an event there.
final class LineEnds {
    private static final char NEXT_LINE = '\u0085';
    private static final char LINE_SEPARATOR = '\u2028';
    private static final char PARAGRAPH_SEPARATOR = '\u2029';

    private LineEnds() {}

    static boolean has(char c) {
        return c == NEXT_LINE || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR;
    }

    /// JSON whose line ends are escaped. Outside of strings JSON has none of them, so that they can be escaped wherever
    /// they stand.
    static String escaped(String json) {
        if (json.indexOf(NEXT_LINE) < 0 && json.indexOf(LINE_SEPARATOR) < 0 && json.indexOf(PARAGRAPH_SEPARATOR) < 0) {
            return json;
        }
        return json.replace(String.valueOf(NEXT_LINE), "\\u0085")
                .replace(String.valueOf(LINE_SEPARATOR), "\\u2028")
                .replace(String.valueOf(PARAGRAPH_SEPARATOR), "\\u2029");
    }
}
