package io.bedrockrelay.emulator;

import java.nio.file.Path;
import java.util.Optional;

/// How an emulator is started.
///
/// @param port          the port to listen on, 0 for any free one
/// @param defaultRegion the Region of calls that come with an API key, which names none
/// @param captures      a folder of captured answers that take the place of the built-in catalogue for their
///     Regions, laid out as `REGION/foundation-models.json` and `REGION/inference-profiles.json`
/// @param recordings    a folder of recorded streams for the directive `replay=FILE`
/// @param signingKey    the one access key whose signatures are right; without it any signature is taken
public record EmulatorOptions(
        int port,
        String defaultRegion,
        Optional<Path> captures,
        Optional<Path> recordings,
        Optional<SigningKey> signingKey) {

    public static final EmulatorOptions DEFAULTS =
            new EmulatorOptions(0, "us-east-1", Optional.empty(), Optional.empty(), Optional.empty());

    private static final int HIGHEST_PORT = 65_535;

    public EmulatorOptions {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("port must be between 0 and " + HIGHEST_PORT + ", not " + port);
        }
    }

    /// An access key and its secret.
    public record SigningKey(String accessKeyId, String secret) {}

    public EmulatorOptions onPort(int other) {
        return new EmulatorOptions(other, defaultRegion, captures, recordings, signingKey);
    }

    public EmulatorOptions inRegion(String other) {
        return new EmulatorOptions(port, other, captures, recordings, signingKey);
    }

    public EmulatorOptions captures(Path folder) {
        return new EmulatorOptions(port, defaultRegion, Optional.of(folder), recordings, signingKey);
    }

    public EmulatorOptions recordings(Path folder) {
        return new EmulatorOptions(port, defaultRegion, captures, Optional.of(folder), signingKey);
    }

    /// Signatures are checked against this key.
    public EmulatorOptions verifying(String accessKeyId, String secret) {
        return new EmulatorOptions(
                port, defaultRegion, captures, recordings, Optional.of(new SigningKey(accessKeyId, secret)));
    }
}
