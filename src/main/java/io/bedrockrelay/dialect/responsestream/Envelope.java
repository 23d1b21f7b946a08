package io.bedrockrelay.dialect.responsestream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.json.JsonReading;
import io.bedrockrelay.dialect.JsonWriter;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One block of thinking as it travels in `encrypted_content`: `brr1.`, base64url of a JSON object, a dot, a checksum.
///
/// It is neither encrypted nor signed. Bedrock gives the thinking to the caller in the clear, and the model checks its
/// own signature; the checksum finds what was cut or re-coded on the way, which sent on would get the conversation
/// refused for good.
///
/// @param model Bedrock's id of the model, not of a profile, so that every profile of it is one
/// @param redacted thinking that the provider encrypted, base64
public record Envelope(
        String model,
        @Nullable String text,
        @Nullable String signature,
        @Nullable String redacted) {
    private static final String PREFIX = "brr1.";
    private static final int CHECKSUM_BYTES = 8;
    private static final int CHECKSUM_CHARS = 11;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonReading.FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /// What an `encrypted_content` holds; null if it is another provider's, or damaged. Never an exception: the client
    /// sends the same history for ever.
    public static @Nullable Envelope open(String sealed) {
        int dot = sealed.startsWith(PREFIX) ? sealed.indexOf('.', PREFIX.length()) : -1;
        if (dot < 0 || sealed.length() != dot + 1 + CHECKSUM_CHARS) {
            return null;
        }
        var head = sealed.substring(0, dot).getBytes(ISO_8859_1);
        if (!sealed.endsWith(checksum(head, head.length))) {
            return null;
        }
        try {
            var json = Base64.getUrlDecoder().decode(sealed.substring(PREFIX.length(), dot));
            return read(MAPPER.readTree(json));
        } catch (IllegalArgumentException | IOException unreadable) {
            return null;
        }
    }

    /// Everything in it as the model is to get it back, with the model as origin.
    public List<Block> blocks() {
        var blocks = new ArrayList<Block>();
        if (text != null || signature != null) {
            blocks.add(new Block.Reasoning(text == null ? "" : text, signature, model));
        }
        if (redacted != null) {
            blocks.add(new Block.RedactedReasoning(redacted, model));
        }
        return blocks;
    }

    /// The envelope around a JSON object that was written into `json`, in ASCII.
    static byte[] seal(JsonWriter json) {
        var payload = BASE64.encode(Arrays.copyOf(json.array(), json.size()));
        int head = PREFIX.length() + payload.length;
        var sealed = Arrays.copyOf(PREFIX.getBytes(US_ASCII), head + 1 + CHECKSUM_CHARS);
        System.arraycopy(payload, 0, sealed, PREFIX.length(), payload.length);
        sealed[head] = '.';
        var checksum = checksum(sealed, head).getBytes(US_ASCII);
        System.arraycopy(checksum, 0, sealed, head + 1, CHECKSUM_CHARS);
        return sealed;
    }

    private static @Nullable Envelope read(@Nullable JsonNode json) {
        var model = json == null ? null : json.path("m").textValue();
        if (json == null || model == null || model.isBlank()) {
            return null;
        }
        var envelope = new Envelope(
                model,
                json.path("t").textValue(),
                json.path("s").textValue(),
                json.path("r").textValue());
        return envelope.blocks().isEmpty() ? null : envelope;
    }

    private static String checksum(byte[] bytes, int length) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, length);
            return BASE64.encodeToString(Arrays.copyOf(digest.digest(), CHECKSUM_BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has SHA-256", impossible);
        }
    }
}
