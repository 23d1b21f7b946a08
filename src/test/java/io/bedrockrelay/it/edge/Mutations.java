package io.bedrockrelay.it.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// What goes wrong with requests, by chance: values of other kinds, members that are missing or twice, bytes that are
/// none of JSON's, paths and headers that nobody means.
final class Mutations {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "null",
            "\u0000",
            "\uD800",
            "\u202E",
            "😀".repeat(50),
            "%",
            "%00",
            "../../etc/passwd",
            "${jndi:x}",
            "'\"<>",
            "x".repeat(3000),
            "data:image/png;base64,AAAA",
            "data:,",
            "https://127.0.0.1/x.png",
            "s3://b/k",
            "arn:aws:bedrock",
            "arn:aws:bedrock:us-east-1::foundation-model/",
            "arn:aws:bedrock:us-east-1:123456789012:inference-profile/x",
            "nova-lite[1m]",
            "us.amazon.nova-lite-v1:0",
            "anthropic.claude-",
            "bearer",
            "\r\nX: y",
            "1e999",
            "-1",
            "assistant");
    private static final List<String> TAILS = List.of(
            "/",
            "//",
            "/..",
            "/../",
            "/.",
            "/%2e%2e",
            "/%2F",
            "%",
            "%zz",
            ";x=y",
            "?",
            "?region=",
            "?region=%00",
            "?view=x&view=y",
            "#x",
            "\\",
            "/x/y/z",
            "?limit=-1",
            "?limit=99999999999",
            "?maxResults=a",
            "?nextToken=x",
            "?q=%F0%9F",
            "?type=x",
            "?scope=x",
            "?after_id=x&before_id=y",
            "?" + "a".repeat(2000));
    private static final List<String> HEADERS = List.of(
            "X-Relay-Region: mars-north-1",
            "X-Relay-Region: ",
            "X-Relay-Scope: ,,,",
            "X-Relay-Scope: global",
            "Accept: text/event-stream",
            "Accept: */*;q=x",
            "anthropic-version: 2023-06-01",
            "anthropic-beta: a,b,,c",
            "X-Request-Id: \u00ff\u00fe",
            "X-Request-Id: ok",
            "Content-Type: text/plain",
            "Content-Type: application/xml; charset=\"",
            "Content-Encoding: gzip",
            "Authorization: Bearer x",
            "Authorization: Basic eA==",
            "Authorization: AWS4-HMAC-SHA256 Credential=A/20260101/eu-west-1/bedrock/aws4_request, SignedHeaders=host, Signature=0",
            "x-api-key: k",
            "Cookie: a=b",
            "X-Forwarded-For: 1.2.3.4",
            "Range: bytes=0-1",
            "If-None-Match: *",
            "Origin: https://evil.example",
            "traceparent: 00-zz-zz-01",
            "Accept-Encoding: br, gzip",
            "Expect: 100-continue",
            "X-HTTP-Method-Override: DELETE",
            "Accept-Language: " + "x".repeat(1000));

    private final RandomGenerator random;

    Mutations(RandomGenerator random) {
        this.random = random;
    }

    /// Changes some nodes of a body, in place.
    JsonNode body(JsonNode body) {
        for (int i = random.nextInt(4); i > 0; i--) {
            change(body);
        }
        return body;
    }

    private void change(JsonNode root) {
        var inner = new ArrayList<JsonNode>();
        collect(root, inner);
        var node = inner.get(random.nextInt(inner.size()));
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            var names = new ArrayList<String>();
            object.fieldNames().forEachRemaining(names::add);
            var name = names.get(random.nextInt(names.size()));
            switch (random.nextInt(4)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(name + "s", any());
                default -> object.set(name, any());
            }
        } else if (node instanceof ArrayNode array) {
            if (random.nextBoolean() || array.isEmpty()) {
                array.add(any());
            } else {
                array.set(random.nextInt(array.size()), any());
            }
        }
    }

    private static void collect(JsonNode node, List<JsonNode> inner) {
        if (node.isContainerNode()) {
            inner.add(node);
            node.forEach(child -> collect(child, inner));
        }
    }

    private JsonNode any() {
        return switch (random.nextInt(9)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.numberNode(random.nextInt());
            case 2 -> JSON.numberNode(random.nextDouble() * 1e300);
            case 3 -> JSON.booleanNode(random.nextBoolean());
            case 4 -> JSON.arrayNode();
            case 5 -> JSON.objectNode();
            case 6 -> JSON.objectNode().put("type", text()).put("text", text());
            default -> JSON.textNode(text());
        };
    }

    String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    /// The bytes of a body, now and then broken.
    byte[] bytes(String json) {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(12)) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 1 -> flipped(bytes);
            case 2 -> ("[".repeat(1 + random.nextInt(3000)) + json).getBytes(StandardCharsets.UTF_8);
            case 3 -> (json + json).getBytes(StandardCharsets.UTF_8);
            default -> bytes;
        };
    }

    private byte[] flipped(byte[] bytes) {
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    String path(String path) {
        return switch (random.nextInt(14)) {
            case 0 -> path + TAILS.get(random.nextInt(TAILS.size()));
            case 1 -> path.substring(0, 1 + random.nextInt(path.length()));
            case 2 -> path.replace("/", "//");
            case 3 -> path.replaceFirst("[a-z]", "%" + Integer.toHexString(0x41 + random.nextInt(26)));
            case 4 -> "http://other.example" + path;
            default -> path;
        };
    }

    String method(String method) {
        return random.nextInt(40) == 0
                ? List.of("HEAD", "PUT", "PATCH", "OPTIONS", "TRACE", "FOO", "GET", "POST", "DELETE")
                        .get(random.nextInt(9))
                : method;
    }

    List<String> headers() {
        var headers = new ArrayList<String>();
        while (random.nextInt(3) == 0) {
            headers.add(HEADERS.get(random.nextInt(HEADERS.size())));
        }
        return headers;
    }
}
