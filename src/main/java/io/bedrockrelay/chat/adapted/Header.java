package io.bedrockrelay.chat.adapted;

import java.util.Comparator;
import java.util.List;

/// The text of `X-Relay-Adapted`: `temperature-=0.7,max_tokens=10000,cache-points-=3`.
public final class Header {
    public static final String NAME = "X-Relay-Adapted";
    /// Proxies and clients in front of the relay bound their headers; the access line has the same text.
    private static final int LONGEST = 512;
    private static final int LONGEST_DETAIL = 64;
    private static final String MORE = "...";

    private Header() {}

    /// Whole items as long as they fit, then an ellipsis. ASCII, without spaces; empty where nothing was adapted.
    public static String of(List<Adaptation> adaptations) {
        var text = new StringBuilder();
        var ordered = adaptations.stream()
                .sorted(Comparator.comparing(Adaptation::kind))
                .toList();
        for (var adaptation : ordered) {
            var item = adaptation.kind().wire() + adaptation.change().sign() + plain(adaptation.detail());
            var comma = text.isEmpty() ? "" : ",";
            if (text.length() + comma.length() + item.length() > LONGEST - 1 - MORE.length()) {
                return text.append(text.isEmpty() ? "" : ",").append(MORE).toString();
            }
            text.append(comma).append(item);
        }
        return text.toString();
    }

    /// Details may quote a caller's own names, which must not break the header or be read as another item.
    private static String plain(String detail) {
        var plain = new StringBuilder();
        for (int i = 0; i < detail.length() && plain.length() < LONGEST_DETAIL; i++) {
            char c = detail.charAt(i);
            plain.append(c > ' ' && c < 0x7f && c != ',' ? c : '_');
        }
        return plain.toString();
    }
}
