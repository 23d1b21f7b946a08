package io.bedrockrelay.http;

import io.bedrockrelay.catalogue.ConfigProblem;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Whether the ports can be had, asked before anything is opened: what the server itself says of a taken one is a stack
/// of its own insides.
@Singleton
class Ports {
    private final int main;
    private final String host;
    private final int management;
    private final String managementHost;

    Ports(
            @ConfigProperty(name = "quarkus.http.port") int main,
            @ConfigProperty(name = "quarkus.http.host", defaultValue = "0.0.0.0") String host,
            @ConfigProperty(name = "quarkus.management.port") int management,
            @ConfigProperty(name = "quarkus.management.host", defaultValue = "0.0.0.0") String managementHost) {
        this.main = main;
        this.host = host;
        this.management = management;
        this.managementHost = managementHost;
    }

    List<ConfigProblem> problems() {
        var problems = new ArrayList<ConfigProblem>();
        check("quarkus.http.port", host, main, problems);
        check("quarkus.management.port", managementHost, management, problems);
        return problems;
    }

    /// @param port 0 for any
    private static void check(String key, String host, int port, List<ConfigProblem> problems) {
        if (port == 0) {
            return;
        }
        try (var socket = new ServerSocket()) {
            // Connections of a process that has just ended are no hindrance.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getAllByName(host)[0], port));
        } catch (IOException | IllegalArgumentException refused) {
            problems.add(new ConfigProblem(
                    key,
                    Integer.toString(port),
                    "the relay cannot listen there on " + host + ": " + refused.getMessage(),
                    "end what listens on the port, or name another one; below 1024 takes a right of its own"));
        }
    }
}
