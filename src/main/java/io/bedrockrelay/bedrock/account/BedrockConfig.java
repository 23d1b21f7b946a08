package io.bedrockrelay.bedrock.account;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// How Bedrock is reached. Checked at start by `BedrockSettings`.
@ConfigMapping(prefix = "relay.bedrock")
public interface BedrockConfig {

    /// One base URL for the control plane and the runtime of every Region (an emulator, a proxy). The Region is then
    /// told by the signature's credential scope alone.
    Optional<String> endpointOverride();

    /// By Region: base URLs that replace AWS's own, such as those of VPC endpoints.
    Map<String, RegionEndpoints> endpoints();

    /// How long a connection to Bedrock may take to be made. A name that does not answer should not use up the
    /// patience of the caller.
    @WithDefault("5s")
    Duration connectTimeout();

    /// Connections to one endpoint, for each event loop. A stream needs one for itself, so that this is no lower than
    /// the streams that the relay takes; it guards file descriptors, not Bedrock.
    @WithDefault("10000")
    int maxConnections();

    /// How long an idle connection is kept for the next request. Shorter than load balancers on the way keep theirs:
    /// a connection that the other side just closed costs the next request a failure.
    @WithDefault("30s")
    Duration keepAlive();

    /// Largest frame of an event stream; a larger one ends its stream as broken. The default is the event-stream
    /// specification's own limit and far beyond any event that Bedrock is known to send.
    @WithDefault("16M")
    MemorySize maxFrameSize();

    /// Largest body of an answer that is not a stream; answers with images may take some megabytes.
    @WithDefault("64M")
    MemorySize maxAnswerSize();

    /// Base URLs of one Region.
    interface RegionEndpoints {
        /// Base URL of the control plane (`https://bedrock.…`).
        Optional<String> control();

        /// Base URL of the runtime (`https://bedrock-runtime.…`).
        Optional<String> runtime();
    }
}
