package io.bedrockrelay.access;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What a request presents to be let in, read from its headers and not yet believed.
public sealed interface Presented {

    /// A relay key or a token.
    ///
    /// @param text never to be logged; `toString` leaves it out
    record Secret(String text) implements Presented {
        private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*");

        /// Whether it has the form of a signed JWT, which no relay key has.
        public boolean looksLikeToken() {
            return TOKEN.matcher(text).matches();
        }

        @Override
        public String toString() {
            return "Secret[not shown]";
        }
    }

    /// No credential at all, or one that is of no kind that is taken.
    ///
    /// @param reason for the log
    /// @param message for the caller
    record Refused(String reason, String message) implements Presented {}

    /// Reads every value of the headers `Authorization` and `x-api-key`. A blank `x-api-key` is none: clients send it
    /// where their setting is empty.
    static Presented of(List<String> authorization, List<String> apiKey) {
        var keys =
                apiKey.stream().map(String::strip).filter(key -> !key.isEmpty()).toList();
        if (authorization.size() > 1 || keys.size() > 1) {
            return new Refused(
                    "a credential header stands twice",
                    "The request has more than one Authorization or x-api-key header. Send one key, once.");
        }
        if (authorization.isEmpty()) {
            return keys.isEmpty() ? nothing() : new Secret(keys.getFirst());
        }
        var bearer = ofAuthorization(authorization.getFirst().strip());
        return bearer instanceof Secret secret
                        && !keys.isEmpty()
                        && !secret.text().equals(keys.getFirst())
                ? new Refused(
                        "Authorization and x-api-key contradict each other",
                        "Authorization and x-api-key hold different keys. Send one of them, or the same key in both.")
                : bearer;
    }

    private static Presented ofAuthorization(String value) {
        int end = value.indexOf(' ');
        var scheme = (end < 0 ? value : value.substring(0, end)).toLowerCase(Locale.ROOT);
        var rest = end < 0 ? "" : value.substring(end).strip();
        if (scheme.equals("bearer")) {
            return rest.isEmpty() ? nothing() : new Secret(rest);
        }
        if (scheme.startsWith("aws4-")) {
            return new Refused(
                    "signed with AWS credentials",
                    "Requests signed with AWS credentials are not accepted here. Set AWS_BEARER_TOKEN_BEDROCK to a"
                            + " relay key: AWS SDKs then send it in place of a signature.");
        }
        if (scheme.equals("basic")) {
            return new Refused(
                    "basic authentication",
                    "Basic authentication is not accepted here. Send a relay key as Authorization: Bearer KEY.");
        }
        return new Refused(
                "an authorization scheme that is not taken",
                "This authorization scheme is not accepted here. Send a relay key as Authorization: Bearer KEY, with"
                        + " the word Bearer before the key.");
    }

    private static Refused nothing() {
        return new Refused(
                "no credential",
                "No key was sent. Send a relay key as Authorization: Bearer KEY or as x-api-key: KEY; AWS SDKs send it"
                        + " when AWS_BEARER_TOKEN_BEDROCK is set to it.");
    }
}
