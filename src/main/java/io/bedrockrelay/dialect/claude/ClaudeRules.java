package io.bedrockrelay.dialect.claude;

import java.util.List;

/// What Bedrock refuses in the body of a Claude model though Anthropic's own API takes it.
///
/// @param refusedBetas names of betas; a `*` at the end stands for any ending
/// @param refusedFields paths of members' names joined by dots, without the arrays between them: `tools.defer_loading`
///     is that member of each tool
public record ClaudeRules(List<String> refusedBetas, List<String> refusedFields) {

    /// Betas and fields that were seen refused ("invalid beta flag", "Extra inputs are not permitted") by
    /// InvokeModel in public reports up to August 2026, and those of features that only Anthropic itself hosts.
    public static final ClaudeRules DEFAULT = new ClaudeRules(
            List.of(
                    "advanced-tool-use-*",
                    "advisor-tool-*",
                    "claude-code-*",
                    "code-execution-*",
                    "extended-cache-ttl-*",
                    "fast-mode-*",
                    "files-api-*",
                    "mcp-client-*",
                    "mcp-servers-*",
                    "oauth-*",
                    "prompt-caching-scope-*",
                    "redact-thinking-*",
                    "skills-*",
                    "token-efficient-tools-2026-*",
                    "web-fetch-*",
                    "web-search-*"),
            List.of(
                    "cache_control",
                    "inference_geo",
                    "service_tier",
                    "speed",
                    "system.cache_control.scope",
                    "messages.content.cache_control.scope",
                    "messages.content.content.cache_control.scope",
                    "tools.cache_control.scope",
                    "tools.allowed_callers",
                    "tools.defer_loading",
                    "tools.eager_input_streaming",
                    "tools.input_examples"));

    public ClaudeRules {
        refusedBetas = List.copyOf(refusedBetas);
        refusedFields = List.copyOf(refusedFields);
        for (var path : refusedFields) {
            if (path.isBlank() || path.startsWith(".") || path.endsWith(".") || path.contains("..")) {
                throw new IllegalArgumentException("'" + path + "' is no path of names joined by dots");
            }
        }
    }

    boolean refusesBeta(String beta) {
        for (var refused : refusedBetas) {
            boolean met = refused.endsWith("*")
                    ? beta.startsWith(refused.substring(0, refused.length() - 1))
                    : beta.equals(refused);
            if (met) {
                return true;
            }
        }
        return false;
    }
}
