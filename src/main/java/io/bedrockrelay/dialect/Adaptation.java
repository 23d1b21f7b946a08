package io.bedrockrelay.dialect;

/// Something of a request that is not done as it was asked for.
///
/// @param kind what it is about: `tool`, `item`, `reasoning`, …
/// @param text one entry of the header that tells it, printable ASCII without commas: `-=` is left out, `=` is changed
public record Adaptation(String kind, String text) {

    /// `tool-=web_search`.
    public static Adaptation leftOut(String kind, String what) {
        return new Adaptation(kind, kind + "-=" + plain(what));
    }

    /// `store=false`.
    public static Adaptation changed(String kind, String value) {
        return new Adaptation(kind, kind + "=" + plain(value));
    }

    /// What callers name may be anything; a header may not.
    private static String plain(String words) {
        var cut = words.length() > 64 ? words.substring(0, 64) : words;
        return cut.replaceAll("[^A-Za-z0-9_.:-]", "_");
    }
}
