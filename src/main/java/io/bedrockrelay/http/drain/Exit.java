package io.bedrockrelay.http.drain;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Ends the process with 0 once the application has stopped in its order. Left to the JVM it would end with 143 on
/// SIGTERM however orderly it went, which every supervisor reports as a failure.
@Singleton
@IfBuildProfile(anyOf = {"prod", "trial"})
class Exit {
    private volatile boolean orderly;

    /// A hook has the last word: a handler of the signal itself has no supported API, neither on the JVM nor natively.
    void prepare(@Observes StartupEvent event) {
        var application = Application.currentApplication();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(application), "exit"));
    }

    /// Comes when nothing is open any more (see Drain), and not at all where the process is ended otherwise.
    void stopping(@Observes ShutdownEvent event) {
        orderly = true;
    }

    private void end(Application application) {
        application.awaitShutdown();
        if (orderly) {
            Runtime.getRuntime().halt(ApplicationLifecycleManager.getExitCode());
        }
    }
}
