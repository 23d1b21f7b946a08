package io.bedrockrelay.http.answer;

import org.jboss.logging.Logger;

/// Tells the log of a defect of ours. Its message stays out: it may quote what people say to models, or models to
/// people.
public final class Defect {
    private static final Logger LOG = Logger.getLogger(Defect.class);

    private Defect() {}

    public static void log(Throwable defect) {
        var stack = defect.getStackTrace();
        LOG.errorf(
                "An answer could not be told: %s at %s",
                defect.getClass().getName(), stack.length == 0 ? "an unknown place" : stack[0]);
    }
}
