package io.bedrockrelay.routing.route;

import static io.bedrockrelay.routing.route.TryVerdict.Again.AT_ONCE;
import static io.bedrockrelay.routing.route.TryVerdict.Again.IF_WARM;
import static io.bedrockrelay.routing.route.TryVerdict.Again.NO;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Failure.Upstream;
import io.bedrockrelay.routing.route.TryVerdict.Again;
import io.bedrockrelay.routing.route.TryVerdict.Unreached;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The table of failures, row by row.
class TryVerdictTest {
    record Row(
            String name,
            Failure failure,
            Unreached unreached,
            Again again,
            boolean moves,
            @Nullable TryOutcome counts) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Row> rows() {
        return List.of(
                row("429", throttled("Too many requests."), IF_WARM, true, TryOutcome.THROTTLED),
                row("429 per day", throttled("Too many tokens per day."), NO, true, TryOutcome.THROTTLED),
                row("own limit", new Failure.Throttled("x", Duration.ZERO, null), NO, false, null),
                row("not ready", down("ModelNotReadyException", 429, 0), NO, true, TryOutcome.THROTTLED),
                row("500", down("InternalServerException", 500, 0), NO, true, TryOutcome.FAILED),
                row("503", down("ServiceUnavailableException", 503, 0), NO, true, TryOutcome.FAILED),
                row("529", down("overloaded_error", 529, 0), NO, true, TryOutcome.FAILED),
                row("424 of 500", down("ModelErrorException", 424, 500), NO, true, TryOutcome.FAILED),
                row("424 of 400", down("ModelErrorException", 424, 400), NO, false, null),
                new Row("refused", lost(), Unreached.NO_CONNECTION, NO, true, TryOutcome.FAILED),
                new Row("no connection in time", late(), Unreached.NO_CONNECTION, NO, true, TryOutcome.FAILED),
                new Row("closed", lost(), Unreached.BROKEN, AT_ONCE, true, TryOutcome.FAILED),
                row("closed before a byte", new Failure.Broken("x"), AT_ONCE, true, TryOutcome.FAILED),
                new Row("no credentials", lost(), Unreached.UNASKED, NO, false, null),
                row("403", denied("AccessDeniedException"), NO, true, TryOutcome.DENIED),
                row("403 of the identity", denied("ExpiredTokenException"), NO, false, TryOutcome.FAILED),
                row("408", new Failure.TimedOut("x", null, new Upstream("a", 408, null)), NO, false, TryOutcome.SLOW),
                row("our limit", late(), NO, false, TryOutcome.SLOW),
                row("400", new Failure.Rejected("x", new Upstream("a", 400, null)), NO, false, null),
                row("stale", new Failure.UnknownModel("x", List.of(), new Upstream("a", 404, null)), NO, false, null),
                row("pool", new Failure.Overloaded("x", Duration.ZERO), NO, false, null),
                row("defect", new Failure.Internal("x"), NO, false, null));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isTheTable(Row row) {
        var verdict = TryVerdict.of(row.failure(), row.unreached());
        assertThat(verdict.again()).isEqualTo(row.again());
        assertThat(verdict.moves()).isEqualTo(row.moves());
        assertThat(verdict.counts()).isEqualTo(row.counts());
        assertThat(verdict.dimFor()).isEqualTo(row.name().equals("429 per day") ? Duration.ofMinutes(15) : null);
    }

    private static Row row(String name, Failure failure, Again again, boolean moves, @Nullable TryOutcome counts) {
        return new Row(name, failure, Unreached.NOT, again, moves, counts);
    }

    private static Failure throttled(String message) {
        return new Failure.Throttled(message, null, new Upstream("ThrottlingException", 429, null));
    }

    private static Failure down(String type, int status, int original) {
        return new Failure.Unavailable("x", null, new Upstream(type, status, null, Failure.Cause.OTHER, original));
    }

    private static Failure lost() {
        return new Failure.Unavailable("x", null, null);
    }

    private static Failure late() {
        return new Failure.TimedOut("x", "some.limit", null);
    }

    private static Failure denied(String type) {
        return new Failure.AccessDenied("x", new Upstream(type, 403, null));
    }
}
