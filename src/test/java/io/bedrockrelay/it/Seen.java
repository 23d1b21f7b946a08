package io.bedrockrelay.it;

import java.time.Duration;

/// What a client made of one answer.
///
/// @param whole the client took it for a whole answer
/// @param status the HTTP status; 200 where the failure was inside the stream
/// @param code what the error calls itself in the client's dialect; empty for a whole answer
/// @param said the error's own words, or the answer's text
/// @param before whether something of the answer came before the failure
/// @param took from the request to the end
record Seen(boolean whole, int status, String code, String said, boolean before, Duration took) {

    static Seen whole(String said) {
        return new Seen(true, 200, "", said, true, Duration.ZERO);
    }

    static Seen failed(int status, String code, String said, boolean before) {
        return new Seen(false, status, code, said, before, Duration.ZERO);
    }

    Seen after(Duration time) {
        return new Seen(whole, status, code, said, before, time);
    }
}
