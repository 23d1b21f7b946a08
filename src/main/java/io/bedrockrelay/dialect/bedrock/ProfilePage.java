package io.bedrockrelay.dialect.bedrock;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of `GET /inference-profiles`. A token names the last profile of the page before it, so that pages fit
/// together on every replica and after a refresh.
public record ProfilePage(
        List<InferenceProfile> profiles, @Nullable String nextToken) {
    private static final int MOST = 1000;

    public ProfilePage {
        profiles = List.copyOf(profiles);
    }

    /// The page that a query asks for, or why there is none.
    public sealed interface Cut {
        record Page(ProfilePage page) implements Cut {}

        record Refused(Failure failure) implements Cut {}
    }

    /// Cuts one page out of the list.
    ///
    /// @param all every profile in the order of the list
    /// @param type the query parameter as it came, or null, which lists the system-defined ones as Bedrock does
    /// @param maxResults the query parameter as it came, or null; likewise `nextToken`
    public static Cut of(
            List<InferenceProfile> all,
            @Nullable String type,
            @Nullable String maxResults,
            @Nullable String nextToken) {
        var wanted = type == null ? "SYSTEM_DEFINED" : type;
        if (!wanted.equals("SYSTEM_DEFINED") && !wanted.equals("APPLICATION")) {
            return refused("type", "'type' must be SYSTEM_DEFINED or APPLICATION.");
        }
        int size = maxResults == null ? MOST : number(maxResults);
        if (size < 1 || size > MOST) {
            return refused("maxResults", "'maxResults' must be a whole number from 1 to 1000.");
        }
        var ofType =
                all.stream().filter(profile -> profile.type().equals(wanted)).toList();
        int from = nextToken == null ? 0 : after(ofType, nextToken);
        if (from < 0) {
            return refused("nextToken", "'nextToken' is not one that this list gave; begin again without it.");
        }
        int to = Math.min(ofType.size(), from + size);
        var next = to < ofType.size() ? token(ofType.get(to - 1)) : null;
        return new Cut.Page(new ProfilePage(ofType.subList(from, to), next));
    }

    public void write(JsonWriter out) {
        out.begin().name("inferenceProfileSummaries").beginArray();
        profiles.forEach(profile -> profile.write(out));
        out.endArray();
        if (nextToken != null) {
            out.field("nextToken", nextToken);
        }
        out.end();
    }

    private static String token(InferenceProfile last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(last.arn().getBytes(StandardCharsets.UTF_8));
    }

    private static int after(List<InferenceProfile> profiles, String token) {
        for (int i = 0; i < profiles.size(); i++) {
            if (token(profiles.get(i)).equals(token)) {
                return i + 1;
            }
        }
        return -1;
    }

    private static Cut refused(String parameter, String message) {
        return new Cut.Refused(new Failure.Invalid(parameter, message));
    }

    private static int number(String digits) {
        return digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : -1;
    }
}
