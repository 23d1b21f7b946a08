package io.bedrockrelay.it.edge;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/// Everything that one connection was answered.
///
/// @param closed whether the other side ended it
record Dialogue(List<RawHttp.Answer> answers, boolean closed) {
    /// How long a connection has to be silent to have nothing more to say.
    private static final int SILENCE_MILLIS = 700;

    /// Sends all of it at once and reads until nothing more comes.
    static Dialogue of(int port, String bytes) throws IOException {
        var answers = new ArrayList<RawHttp.Answer>();
        try (var raw = new RawHttp(port, 10_000)) {
            raw.send(bytes);
            boolean head = bytes.startsWith("HEAD ");
            answers.add(raw.read(head));
            raw.patience(SILENCE_MILLIS);
            while (true) {
                answers.add(raw.read(false));
            }
        } catch (EOFException | SocketException closed) {
            return new Dialogue(answers, true);
        } catch (SocketTimeoutException silent) {
            return new Dialogue(answers, false);
        }
    }

    List<Integer> statuses() {
        return answers.stream().map(RawHttp.Answer::status).toList();
    }
}
