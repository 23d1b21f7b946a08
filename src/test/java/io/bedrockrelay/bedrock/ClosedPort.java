package io.bedrockrelay.bedrock;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/// A port of loopback that refuses every connection. It is bound and not listened at, so that nobody can take it
/// meanwhile, as the port of a server that has just been closed may be.
public final class ClosedPort implements AutoCloseable {
    private final Socket holder = new Socket();

    public ClosedPort() throws IOException {
        holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + holder.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        holder.close();
    }
}
