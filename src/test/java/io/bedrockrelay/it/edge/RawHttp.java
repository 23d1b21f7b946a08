package io.bedrockrelay.it.edge;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// HTTP/1.1 byte for byte over one connection, so that a test can say what no client would.
final class RawHttp implements AutoCloseable {
    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;

    /// One answer.
    ///
    /// @param interim how many answers of the kind of `100 Continue` came before it
    /// @param headers by their names in lower case; of several with one name the last
    /// @param closes whether the connection ends with it
    record Answer(int interim, int status, Map<String, String> headers, String text, boolean closes) {}

    RawHttp(int port, int patienceMillis) throws IOException {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
        socket.setSoTimeout(patienceMillis);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
        out = socket.getOutputStream();
    }

    /// How long the next reads wait.
    void patience(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// No more will come from this side.
    void half() throws IOException {
        socket.shutdownOutput();
    }

    /// Whether the other side has closed; waits for it as long as the patience goes.
    boolean closed() throws IOException {
        try {
            return in.read() < 0;
        } catch (java.net.SocketTimeoutException stillOpen) {
            return false;
        } catch (java.net.SocketException reset) {
            return true;
        }
    }

    /// Reads one answer, which interim ones may precede.
    ///
    /// @param head whether it answers a HEAD, and so has no body
    Answer read(boolean head) throws IOException {
        for (int interim = 0; ; interim++) {
            var first = line();
            var words = first.split(" ", 3);
            if (words.length < 2 || !words[0].startsWith("HTTP/")) {
                throw new IOException("no status line: " + first);
            }
            int status = Integer.parseInt(words[1]);
            var headers = headers();
            if (status / 100 != 1) {
                boolean closes = "close".equalsIgnoreCase(headers.get("connection")) || words[0].equals("HTTP/1.0");
                boolean empty = head || status == 204 || status == 304;
                return new Answer(interim, status, headers, empty ? "" : body(headers), closes);
            }
        }
    }

    /// Waits for an interim answer: its status.
    int interim() throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        headers();
        return status;
    }

    private String body(Map<String, String> headers) throws IOException {
        var length = headers.get("content-length");
        if (length != null) {
            return text(exactly(Integer.parseInt(length)));
        }
        return text("chunked".equalsIgnoreCase(headers.get("transfer-encoding")) ? chunks() : in.readAllBytes());
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    private Map<String, String> headers() throws IOException {
        var headers = new TreeMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line().strip(), 16);
            body.write(exactly(size));
            line();
            if (size == 0) {
                return body.toByteArray();
            }
        }
    }

    private byte[] exactly(int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the body broke off");
        }
        return bytes;
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection was closed");
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
