package io.bedrockrelay.it;

import com.anthropic.backends.Backend;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;

/// A backend of Anthropic's client at another address: its Bedrock backend has no setting for that.
record RelayedBackend(Backend backend, String baseUrl) implements Backend {

    @Override
    public HttpRequest prepareRequest(HttpRequest request) {
        return backend.prepareRequest(request);
    }

    @Override
    public HttpRequest authorizeRequest(HttpRequest request) {
        return backend.authorizeRequest(request);
    }

    @Override
    public HttpResponse prepareResponse(HttpResponse response) {
        return backend.prepareResponse(response);
    }

    @Override
    public void close() {
        backend.close();
    }
}
