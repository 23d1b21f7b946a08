package io.bedrockrelay.dialect.claude.fitting;

import io.bedrockrelay.dialect.claude.model.ClaudeModel;
import io.bedrockrelay.dialect.claude.model.Fact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// What a refusal of Bedrock's teaches about a Claude model, by its wording.
public final class Refusals {
    private static final Pattern NAMED = Pattern.compile(
            "Unexpected value\\(s\\) (`[^`]+`(?:, `[^`]+`)*) for the `anthropic[-_]beta`", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final Pattern EXTRA =
            Pattern.compile("([a-z0-9_.]+): extra inputs are not permitted", Pattern.CASE_INSENSITIVE);
    /// What a path of a refused member says; the first that fits counts.
    private static final Map<Pattern, String> MEMBERS = members();
    private static final Map<String, Fact> WORDS = words();

    private Refusals() {}

    /// What the model is to be spared from now on; empty where the refusal is about something else.
    ///
    /// @param message Bedrock's own words
    /// @param doubtful what is to blame where the words name no beta
    /// @param model what is known so far; nothing is learnt twice
    public static List<String> lessons(String message, List<String> doubtful, ClaudeModel model) {
        var lessons = new ArrayList<String>();
        var named = NAMED.matcher(message);
        if (named.find()) {
            NAME.matcher(named.group(1)).results().forEach(beta -> lessons.add(ClaudeModel.BETA + beta.group(1)));
        } else if (message.toLowerCase(Locale.ROOT).contains("invalid beta flag")) {
            doubtful.forEach(beta -> lessons.add(ClaudeModel.BETA + beta));
        } else {
            byWords(message, lessons);
        }
        lessons.removeIf(lesson -> isKnown(lesson, model));
        return lessons;
    }

    private static void byWords(String message, List<String> lessons) {
        var extra = EXTRA.matcher(message);
        if (extra.find()) {
            var path = extra.group(1).toLowerCase(Locale.ROOT);
            MEMBERS.entrySet().stream()
                    .filter(each -> each.getKey().matcher(path).matches())
                    .findFirst()
                    .ifPresent(each -> lessons.add(each.getValue()));
            return;
        }
        var text = message.toLowerCase(Locale.ROOT).replace('’', '\'');
        WORDS.entrySet().stream()
                .filter(each -> text.contains(each.getKey()))
                .findFirst()
                .ifPresent(each -> lessons.add(each.getValue().word()));
    }

    private static boolean isKnown(String lesson, ClaudeModel model) {
        if (lesson.startsWith(ClaudeModel.BETA)) {
            return model.hasLost(lesson.substring(ClaudeModel.BETA.length()));
        }
        var fact = Fact.ofWord(lesson);
        return fact != null && model.hasLost(fact);
    }

    private static Map<Pattern, String> members() {
        var members = new LinkedHashMap<String, String>();
        members.put("tools\\..*defer_loading", ClaudeModel.BETA + BetaChoice.TOOL_SEARCH);
        members.put("tools\\..*input_examples", ClaudeModel.BETA + BetaChoice.TOOL_EXAMPLES);
        members.put("tools\\..*eager_input_streaming", Fact.EAGER.word());
        members.put("tools\\..*strict", Fact.FORMAT.word());
        members.put(".*cache_control.*ttl", Fact.HOUR.word());
        members.put("context_management.*", Fact.CONTEXT_MANAGEMENT.word());
        members.put("output_config\\.effort", Fact.EFFORT.word());
        members.put("thinking\\..*display", Fact.DISPLAY.word());
        members.put("messages\\.\\d+\\.output_config", ClaudeModel.BETA + BetaChoice.OUTPUT_CONFIG);
        var compiled = new LinkedHashMap<Pattern, String>();
        members.forEach((path, lesson) -> compiled.put(Pattern.compile(path), lesson));
        return compiled;
    }

    private static Map<String, Fact> words() {
        var words = new LinkedHashMap<String, Fact>();
        words.put("role 'system' is not supported", Fact.SYSTEM);
        words.put("unexpected role \"system\"", Fact.SYSTEM);
        words.put("does not support the effort parameter", Fact.EFFORT);
        words.put("adaptive thinking is not supported", Fact.ADAPTIVE);
        words.put("\"thinking.type.adaptive\" is not supported", Fact.ADAPTIVE);
        words.put("\"thinking.type.enabled\" is not supported", Fact.ENABLED);
        words.put("expected `thinking` or `redacted_thinking`, but found", Fact.CALLS_WITHOUT_THOUGHTS);
        words.put("between_tools", Fact.BETWEEN_TOOLS);
        words.put("anthropic_version", Fact.DATED);
        words.put("x-anthropic-billing-header", Fact.ATTRIBUTION);
        words.put("thinking.adaptive.display", Fact.DISPLAY);
        words.put("thinking.enabled.display", Fact.DISPLAY);
        words.put("eager_input_streaming", Fact.EAGER);
        return words;
    }
}
