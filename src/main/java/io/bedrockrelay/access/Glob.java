package io.bedrockrelay.access;

import java.util.Optional;
import java.util.regex.Pattern;

/// A pattern on a model id, an ARN or a Region in which every `*` stands for any run of characters, none included.
/// Upper and lower case differ, as they do in Bedrock's ids. Immutable.
public record Glob(String text) {
    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9.:/_*-]{1,256}");

    public Glob {
        if (!LEGAL.matcher(text).matches()) {
            throw new IllegalArgumentException("not a pattern on an id");
        }
    }

    /// Empty where the text has characters that no id has.
    public static Optional<Glob> of(String text) {
        return LEGAL.matcher(text).matches() ? Optional.of(new Glob(text)) : Optional.empty();
    }

    /// Whether it names one value only.
    public boolean isPlain() {
        return text.indexOf('*') < 0;
    }

    /// Never slower than the product of both lengths: a regular expression made of many stars could be.
    public boolean matches(String value) {
        int at = 0;
        int pos = 0;
        int star = -1;
        int retry = 0;
        while (at < value.length()) {
            if (pos < text.length() && text.charAt(pos) == '*') {
                star = pos++;
                retry = at;
            } else if (pos < text.length() && text.charAt(pos) == value.charAt(at)) {
                pos++;
                at++;
            } else if (star >= 0) {
                pos = star + 1;
                at = ++retry;
            } else {
                return false;
            }
        }
        return text.substring(pos).chars().allMatch(rest -> rest == '*');
    }
}
