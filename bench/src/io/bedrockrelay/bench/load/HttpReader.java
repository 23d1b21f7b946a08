package io.bedrockrelay.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// HTTP/1.1 answers of one connection, as much of it as servers of JSON and streams send. Written by hand, since the
/// load generator shares the machine with what it measures.
final class HttpReader {
    private enum At {
        HEAD,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILER
    }

    /// What a connection is told.
    interface Answer {
        void head(int status);

        void body(byte[] bytes, int from, int to);

        /// @param keep whether the connection can be used again
        void ended(boolean keep);
    }

    private final Answer answer;
    private byte[] line = new byte[1024];
    private int length;
    private At at = At.HEAD;
    private long left;
    private boolean keep;

    HttpReader(Answer answer) {
        this.answer = answer;
    }

    void feed(byte[] bytes, int to) {
        int from = 0;
        while (from < to) {
            from = switch (at) {
                case BODY, CHUNK -> content(bytes, from, to);
                case HEAD -> head(bytes, from, to);
                case CHUNK_SIZE, CHUNK_END, TRAILER -> line(bytes, from, to);
            };
        }
    }

    private int content(byte[] bytes, int from, int to) {
        int end = (int) Math.min(to, from + left);
        answer.body(bytes, from, end);
        left -= end - from;
        if (left == 0) {
            if (at == At.CHUNK) {
                at = At.CHUNK_END;
            } else {
                end();
            }
        }
        return end;
    }

    private int head(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            keep(bytes[i]);
            if (bytes[i] == '\n' && length >= 4 && line[length - 3] == '\n') {
                head(new String(line, 0, length, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT));
                length = 0;
                return i + 1;
            }
        }
        return to;
    }

    private void head(String head) {
        answer.head(Integer.parseInt(head.substring(9, 12)));
        keep = !head.contains("\r\nconnection: close");
        if (head.contains("\r\ntransfer-encoding: chunked")) {
            at = At.CHUNK_SIZE;
            return;
        }
        int field = head.indexOf("\r\ncontent-length:");
        left = field < 0
                ? Long.MAX_VALUE
                : Long.parseLong(head.substring(field + 17, head.indexOf('\r', field + 2))
                        .strip());
        at = At.BODY;
        if (left == 0) {
            end();
        }
    }

    private int line(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != '\n') {
                keep(bytes[i]);
                continue;
            }
            switch (at) {
                case CHUNK_SIZE -> size();
                case CHUNK_END -> at = At.CHUNK_SIZE;
                default -> end();
            }
            length = 0;
            return i + 1;
        }
        return to;
    }

    private void size() {
        left = 0;
        for (int i = 0; i < length; i++) {
            int digit = Character.digit(line[i], 16);
            if (digit < 0) {
                break;
            }
            left = left * 16 + digit;
        }
        at = left == 0 ? At.TRAILER : At.CHUNK;
    }

    private void end() {
        at = At.HEAD;
        length = 0;
        answer.ended(keep);
    }

    private void keep(byte b) {
        if (length == line.length) {
            line = Arrays.copyOf(line, 2 * length);
        }
        line[length++] = b;
    }
}
