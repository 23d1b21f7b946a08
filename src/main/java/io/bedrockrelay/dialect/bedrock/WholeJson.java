package io.bedrockrelay.dialect.bedrock;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import io.bedrockrelay.chat.json.JsonReading;
import java.io.IOException;

/// Whether a body is one whole JSON object. A proxy's page and an answer that breaks off under a proper end of HTTP are
/// not, and a client must not have to find that out.
public final class WholeJson {
    private static final JsonFactory JSON = JsonReading.FACTORY;

    private WholeJson() {}

    public static boolean test(byte[] body) {
        try (var parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
        } catch (IOException _) {
            // The reason would quote the body, which is what the model said.
            return false;
        }
    }
}
