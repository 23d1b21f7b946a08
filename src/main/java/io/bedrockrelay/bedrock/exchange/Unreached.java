package io.bedrockrelay.bedrock.exchange;

import io.bedrockrelay.chat.Failure;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.core.exception.SdkException;

/// Why a request did not get to Bedrock, or got no answer.
public final class Unreached {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final String CONNECT_LIMIT = "relay.bedrock.connect-timeout";
    private static final String BROKE = " broke before an answer came.";
    private static final String OPERATOR = ": its operator finds the reason in its log.";

    private Unreached() {}

    /// Whether there was no connection in time. A time limit of the relay's, but nothing was sent yet.
    public static boolean isUnconnected(Failure.TimedOut failure) {
        return CONNECT_LIMIT.equals(failure.limit());
    }

    /// Whether a connection ended before anything was said, as an idle one may long before.
    public static boolean isBroken(Failure.Unavailable failure) {
        return failure.upstream() == null && failure.message().endsWith(BROKE);
    }

    /// Whether the relay itself could not ask, wherever it would have.
    public static boolean isUnasked(Failure.Unavailable failure) {
        return failure.upstream() == null && failure.message().endsWith(OPERATOR);
    }

    static Failure failure(String region, Throwable cause) {
        var bedrock = "Bedrock in " + region;
        return switch (cause) {
            case ConnectTimeoutException _ ->
                new Failure.TimedOut(bedrock + " took no connection in time.", CONNECT_LIMIT, null);
            case ConnectionPoolTooBusyException _ ->
                new Failure.Overloaded(
                        "The relay has as many connections to Bedrock as it may (relay.bedrock.max-connections).",
                        SOON);
            case ConnectException _ -> unavailable(bedrock + " refused the connection.");
            case UnknownHostException _ -> unavailable("There is no such host as the endpoint of " + bedrock + ".");
            case SSLException _ -> unavailable("No trusted connection to " + bedrock + " could be made.");
            default -> unavailable("The connection to " + bedrock + BROKE);
        };
    }

    /// The request could not be made, mostly since the relay has nobody to call as. The cause's own words are for the
    /// log: the credential chain's list every way it tried.
    static Failure unprepared(Throwable cause) {
        return unavailable(
                cause instanceof SdkException
                        ? "The relay has no AWS credentials at the moment" + OPERATOR
                        : "The relay could not prepare the request to Bedrock" + OPERATOR);
    }

    private static Failure unavailable(String message) {
        return new Failure.Unavailable(message, null, null);
    }
}
