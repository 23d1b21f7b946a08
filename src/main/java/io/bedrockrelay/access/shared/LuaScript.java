package io.bedrockrelay.access.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/// A step that Redis does as a whole, between the steps of other replicas. Time is Redis's own, so that replicas whose
/// clocks differ count alike. The scripts are resources, `redis/*.lua`, each with its keys and arguments at its head.
///
/// @param text in Lua
/// @param sha1 by which Redis knows it once it has seen it
record LuaScript(String text, String sha1) {

    /// Judges all limits of a caller, and takes from all of them or from none.
    static final LuaScript ADMIT = read("admit");

    /// Ends a call: its lease is free, and the tokens used replace those reserved, where these still count.
    static final LuaScript SETTLE = read("settle");

    /// Lets calls that are still under way count for another life of a lease. One that has ended, or whose lease has,
    /// is not brought back.
    static final LuaScript RENEW = read("renew");

    private static LuaScript read(String name) {
        try (var resource = LuaScript.class.getResourceAsStream("/redis/" + name + ".lua")) {
            var text = Objects.requireNonNull(resource, name).readAllBytes();
            var digest = MessageDigest.getInstance("SHA-1").digest(text);
            return new LuaScript(
                    new String(text, StandardCharsets.UTF_8), HexFormat.of().formatHex(digest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
