package io.bedrockrelay.emulator;

import io.vertx.core.Vertx;
import java.util.Objects;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// One emulator for a test class, given to whoever has a parameter for it.
final class EmulatorExtension implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(EmulatorExtension.class);

    record Running(Vertx vertx, Emulator emulator) {}

    @Override
    public void beforeAll(ExtensionContext context) {
        var vertx = Vertx.vertx();
        context.getStore(HERE).put("running", new Running(vertx, Emulator.start(vertx, EmulatorOptions.DEFAULTS)));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        var running = running(context);
        running.emulator().close();
        running.vertx().close().toCompletionStage().toCompletableFuture().join();
    }

    private static Running running(ExtensionContext context) {
        return Objects.requireNonNull(context.getStore(HERE).get("running", Running.class));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Emulator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return running(context).emulator();
    }
}
