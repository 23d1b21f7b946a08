package io.bedrockrelay.dialect.bedrock;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Model names and profile ids in the paths of requests. Pure functions over the path as it came, before anybody
/// decoded, split or normalised it. AWS clients encode `:` and `/` of an id once; some encode twice, since signing
/// does, and people write ARNs with plain slashes.
public final class RawPath {
    private static final String MODEL = "/model/";

    private RawPath() {}

    /// A runtime call.
    public record Call(String modelName, WireOperation operation) {}

    /// Reads `/model/{id}/{operation}`; empty for any other path.
    public static Optional<Call> call(String path) {
        int last = path.lastIndexOf('/');
        if (!path.startsWith(MODEL) || last <= MODEL.length()) {
            return Optional.empty();
        }
        var operation = WireOperation.of(path.substring(last + 1));
        var name = id(path.substring(MODEL.length(), last));
        return operation.flatMap(of -> name.map(known -> new Call(known, of)));
    }

    /// Reads what follows a resource's name in a path, such as `/inference-profiles/`; empty for any other path.
    public static Optional<String> below(String prefix, String path) {
        return path.startsWith(prefix) ? id(path.substring(prefix.length())) : Optional.empty();
    }

    /// An id as it is meant; empty if it is blank, or holds what no id has and a log or a header should not see.
    static Optional<String> id(String encoded) {
        var decoded = decode(encoded).flatMap(once -> once.indexOf('%') < 0 ? Optional.of(once) : decode(once));
        return decoded.filter(RawPath::plausible);
    }

    private static boolean plausible(String id) {
        return !id.isBlank() && id.chars().allMatch(c -> c > ' ' && c != 0x7F);
    }

    /// A plus stays a plus: it means a blank in forms only.
    private static Optional<String> decode(String text) {
        if (text.indexOf('%') < 0) {
            return Optional.of(text);
        }
        var source = text.getBytes(StandardCharsets.UTF_8);
        var bytes = ByteBuffer.allocate(source.length);
        for (int i = 0; i < source.length; i++) {
            if (source[i] != '%') {
                bytes.put(source[i]);
                continue;
            }
            int high = i + 2 < source.length ? Character.digit(source[i + 1], 16) : -1;
            int low = i + 2 < source.length ? Character.digit(source[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            bytes.put((byte) (high << 4 | low));
            i += 2;
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }
}
