package io.bedrockrelay.catalogue.name;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/// What a name says about a model, whichever edition it is: `anthropic.claude-sonnet-4-5` and
/// `us.anthropic.claude-sonnet-4-5-20250929-v1:0` say the same. Made of the pairs of neighbouring characters of its
/// words, so that neither a wrong letter nor another order of the words makes it another.
public final class NameSimilarity {
    private static final Pattern MAKER = Pattern.compile("^.*[./](?=[a-z])");
    private static final Pattern EDITION = Pattern.compile("(?:-20\\d{6})?(?:-v\\d+)?(?::\\d{1,3}k?)*$|@.*$");
    private static final int COMPARED_CHARACTERS = 120;
    /// What stands before and behind a word.
    private static final char EDGE = ' ';

    private final int[] bare;
    /// With the maker, for whom `deepseek-v3` is a name and `v3` is none. The same where no maker is told.
    private final int[] full;

    private NameSimilarity(int[] bare, int[] full) {
        this.bare = bare;
        this.full = full;
    }

    public static NameSimilarity of(String name) {
        var cut = name.length() > COMPARED_CHARACTERS ? name.substring(0, COMPARED_CHARACTERS) : name;
        var whole = EDITION.matcher(cut.toLowerCase(Locale.ROOT)).replaceFirst("");
        var made = MAKER.matcher(whole).replaceFirst("");
        var bare = pairs(made);
        return new NameSimilarity(bare, made.length() == whole.length() ? bare : pairs(whole));
    }

    /// From 0, nothing in common, to 1, the same.
    public double likeness(NameSimilarity other) {
        return Math.max(likeness(bare, other.bare), likeness(full, other.full));
    }

    /// Dice's coefficient.
    private static double likeness(int[] one, int[] other) {
        int all = one.length + other.length;
        int common = 0;
        for (int i = 0, j = 0; i < one.length && j < other.length; ) {
            int order = Integer.compare(one[i], other[j]);
            common += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return all == 0 ? 0 : 2.0 * common / all;
    }

    /// Letters and figures are words of their own: people write `llama-3`, and Bedrock `llama3`.
    private static int[] pairs(String text) {
        var pairs = new int[2 * text.length() + 1];
        int count = 0;
        char last = EDGE;
        for (int i = 0; i <= text.length(); i++) {
            char next = i < text.length() && isOfWord(text.charAt(i)) ? text.charAt(i) : EDGE;
            if (isOfWord(last) && isOfWord(next) && isFigure(last) != isFigure(next)) {
                pairs[count++] = pair(last, EDGE);
                last = EDGE;
            }
            if (last != EDGE || next != EDGE) {
                pairs[count++] = pair(last, next);
            }
            last = next;
        }
        Arrays.sort(pairs, 0, count);
        return Arrays.copyOf(pairs, count);
    }

    private static int pair(char one, char other) {
        return one << Character.SIZE | other;
    }

    private static boolean isOfWord(char c) {
        return (c >= 'a' && c <= 'z') || isFigure(c);
    }

    private static boolean isFigure(char c) {
        return c >= '0' && c <= '9';
    }
}
