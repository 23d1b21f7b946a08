package io.bedrockrelay.it.matrix;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/// Notes for each run of a test which client it asked with, for what, how, and what came of it.
final class Recorder implements InvocationInterceptor {
    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(Recorder.class);

    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> test, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        noted(test, call, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<@Nullable Void> test, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        noted(test, call, context);
    }

    private static void noted(
            Invocation<@Nullable Void> test, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        try {
            test.proceed();
            note(call, context, Outcome.PASSED, "");
        } catch (TestAbortedException skipped) {
            note(call, context, Outcome.SKIPPED, String.valueOf(skipped.getMessage()));
            throw skipped;
        } catch (Throwable failed) {
            note(call, context, Outcome.FAILED, context.getDisplayName() + ": " + failed);
            throw failed;
        }
    }

    private static void note(
            ReflectiveInvocationContext<Method> call, ExtensionContext context, Outcome outcome, String reason) {
        var shows = call.getExecutable().getAnnotation(Shows.class);
        if (shows == null) {
            return;
        }
        var matrix = context.getRoot().getStore(HERE).computeIfAbsent(Matrix.class, _ -> new Matrix(), Matrix.class);
        for (var client : clients(call, context)) {
            for (var feature : features(call, shows)) {
                for (var streamed : List.of(false, true)) {
                    if (answers(call, shows).holds(streamed)) {
                        matrix.note(new Matrix.Cell(client, feature, streamed), outcome, reason);
                    }
                }
            }
        }
    }

    private static List<Client> clients(ReflectiveInvocationContext<Method> call, ExtensionContext context) {
        var asked = argument(call, Asked.class);
        if (asked != null) {
            return List.of(asked.client());
        }
        var by = Objects.requireNonNull(context.getRequiredTestClass().getAnnotation(By.class));
        var model = named(call, "model");
        if (by.others().length == 0) {
            return List.of(by.value());
        }
        var other = List.of(by.others());
        if (model == null) {
            return java.util.stream.Stream.concat(java.util.stream.Stream.of(by.value()), other.stream())
                    .toList();
        }
        return model.toString().contains("claude") ? List.of(by.value()) : other;
    }

    private static List<Feature> features(ReflectiveInvocationContext<Method> call, Shows shows) {
        var feature = argument(call, Feature.class);
        return feature == null ? List.of(shows.value()) : List.of(feature);
    }

    private static Answers answers(ReflectiveInvocationContext<Method> call, Shows shows) {
        var asked = argument(call, Asked.class);
        if (asked != null) {
            return Answers.of(asked.streamed());
        }
        return named(call, "streamed") instanceof Boolean streamed ? Answers.of(streamed) : shows.answers();
    }

    private static <T> @Nullable T argument(ReflectiveInvocationContext<Method> call, Class<T> type) {
        return call.getArguments().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Object named(ReflectiveInvocationContext<Method> call, String name) {
        var parameters = call.getExecutable().getParameters();
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i].getName().equals(name)) {
                return call.getArguments().get(i);
            }
        }
        return null;
    }
}
