package io.bedrockrelay.catalogue.name;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a name of a model says, however it is spelled: `Claude Sonnet 4.5`, `claude-4-5-sonnet` and
/// `claude_sonnet_4.5` say the same.
///
/// @param words in lower case, without those that tell no two models apart (`instruct`)
/// @param figures versions such as `4.5`, in alphabetical order; `4.0` is `4`
/// @param sizes such as `70b`, `a22b` or `8x7b`
/// @param date `20250929`; null where none is told
/// @param version of the offer, the 1 of `-v1:0`; null where none is told
record Spelling(
        Set<String> words,
        List<String> figures,
        Set<String> sizes,
        @Nullable String date,
        @Nullable Integer version) {

    private static final Pattern CHANNEL = Pattern.compile("[-@: ](?:latest|default)$");
    private static final Pattern DATE = Pattern.compile("[-@_ ](20\\d{6})(?!\\d)");
    private static final Pattern VERSION = Pattern.compile("(?:-v(\\d+)(?::\\d+)?|-?(\\d+):\\d+|:\\d+)$");
    private static final Pattern TOKEN = Pattern.compile(
            "(?<![a-z0-9])(?:a?\\d+(?:\\.\\d+)?[bm]|\\d+x\\d+b|\\d+e)(?![a-z0-9])|[a-z]+|\\d+(?:\\.\\d+)*");
    private static final Pattern SIZE = Pattern.compile("a?\\d+(?:\\.\\d+)?[bm]|\\d+x\\d+b");
    /// Experts, which only names of model hubs tell.
    private static final Pattern EXPERTS = Pattern.compile("\\d+e");
    private static final Pattern JOINT = Pattern.compile("[-_.: ]");
    private static final Set<String> TELLS_NOTHING = Set.of("instruct", "it", "chat", "dense", "model", "bf");

    /// The name as it stands: what looks like a version of the offer may be a version of the model (`deepseek-v3`).
    static Spelling of(String name) {
        return of(lower(name), null);
    }

    /// The name without the version of the offer at its end; null where it tells none.
    static @Nullable Spelling unversioned(String name) {
        var text = lower(name);
        var version = VERSION.matcher(text);
        if (!version.find()) {
            return null;
        }
        String told = version.group(1) == null ? version.group(2) : version.group(1);
        boolean readable = told != null && told.length() <= 3;
        return of(text.substring(0, version.start()), readable ? Integer.valueOf(told) : null);
    }

    private static String lower(String name) {
        return CHANNEL.matcher(name.toLowerCase(Locale.ROOT).strip()).replaceFirst("");
    }

    private static Spelling of(String text, @Nullable Integer version) {
        var dated = DATE.matcher(text);
        String date = dated.find() ? dated.group(1) : null;
        String undated = date == null ? text : dated.replaceFirst(" - ");
        Set<String> words = new TreeSet<>();
        Set<String> sizes = new TreeSet<>();
        List<String> figures = new ArrayList<>();
        var token = TOKEN.matcher(undated);
        int figureEnd = -1;
        while (token.find()) {
            String one = token.group();
            if (EXPERTS.matcher(one).matches()) {
                continue;
            }
            if (Character.isDigit(one.charAt(0)) && !SIZE.matcher(one).matches()) {
                boolean joins = figureEnd > 0
                        && token.start() == figureEnd + 1
                        && JOINT.matcher(undated.substring(figureEnd, token.start()))
                                .matches();
                if (joins) {
                    figures.set(figures.size() - 1, figures.getLast() + "." + one);
                } else {
                    figures.add(one);
                }
                figureEnd = token.end();
            } else if (SIZE.matcher(one).matches()) {
                sizes.add(one);
            } else if (!TELLS_NOTHING.contains(one)) {
                words.add(one);
            }
        }
        figures.replaceAll(figure -> figure.endsWith(".0") ? figure.substring(0, figure.length() - 2) : figure);
        figures.sort(null);
        return new Spelling(words, List.copyOf(figures), sizes, date, version);
    }

    Set<String> wordsWithout(Set<String> some) {
        Set<String> rest = new TreeSet<>(words);
        rest.removeAll(some);
        return rest;
    }

    /// Whether it holds more than a maker or a figure alone.
    boolean saysEnough() {
        return words.stream().anyMatch(word -> word.length() > 1);
    }

    /// Whether it names a family and no member of it.
    boolean isBare() {
        return figures.isEmpty() && sizes.isEmpty() && date == null && version == null;
    }

    /// Whether figures and sizes are those of the other.
    boolean equalsInFigures(Spelling model) {
        return figures.equals(model.figures) && sizes.equals(model.sizes);
    }

    /// Whether the other has no figure but these and its months (`2507`), and at least these sizes.
    boolean omitsOnlySizes(Spelling model) {
        List<String> rest = new ArrayList<>(model.figures);
        for (String figure : figures) {
            if (!rest.remove(figure)) {
                return false;
            }
        }
        return rest.stream().allMatch(Spelling::isMonth) && model.sizes.containsAll(sizes);
    }

    private static boolean isMonth(String figure) {
        return figure.length() == 4 && figure.chars().allMatch(Character::isDigit);
    }
}
