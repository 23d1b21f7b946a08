package io.bedrockrelay.relay.supervision;

import org.jboss.logging.Logger;

/// Tells the log of a defect of ours, with its stack. Messages stay out: they may quote what people say to models, or
/// models to people.
public final class Defect {
    private static final Logger LOG = Logger.getLogger(Defect.class);
    private static final int CAUSES = 4;
    private static final int FRAMES = 40;

    private Defect() {}

    /// @param what could not be done, as the start of a sentence
    public static void log(String what, Throwable defect) {
        LOG.errorf("%s: %s", what, described(defect));
    }

    static String described(Throwable defect) {
        var text = new StringBuilder();
        Throwable each = defect;
        for (int i = 0; each != null && i < CAUSES; i++) {
            text.append(i == 0 ? "" : "\ncaused by ").append(each.getClass().getName());
            var stack = each.getStackTrace();
            for (int k = 0; k < Math.min(FRAMES, stack.length); k++) {
                text.append("\n    at ").append(stack[k]);
            }
            each = each.getCause();
        }
        return text.toString();
    }
}
