package io.bedrockrelay.http.rest;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.Dialect;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.relay.RelayDialect;
import io.bedrockrelay.http.answer.RequestId;
import io.bedrockrelay.http.log.RequestRecord;
import io.bedrockrelay.routing.FailureException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Failures of the JSON resources, in the relay's dialect. No stack trace ever reaches a client.
class RestErrors {
    private static final Logger LOG = Logger.getLogger(RestErrors.class);
    private static final Dialect RELAY = new RelayDialect();

    @ServerExceptionMapper
    Response told(FailureException exception, RoutingContext context) {
        return answer(exception.failure(), RELAY.status(exception.failure()), context);
    }

    @ServerExceptionMapper
    Response noSuchPath(NotFoundException exception, RoutingContext context) {
        return answer(new Failure.NotFound("There is nothing at this path."), 404, context);
    }

    @ServerExceptionMapper
    Response wrongMethod(NotAllowedException exception, RoutingContext context) {
        var failure = new Failure.Invalid(null, context.request().method() + " is not possible at this path.");
        return answer(failure, 405, context);
    }

    @ServerExceptionMapper
    Response refusedByRest(WebApplicationException exception, RoutingContext context) {
        int status = exception.getResponse().getStatus();
        var failure = status < 500
                ? new Failure.Invalid(null, "The request cannot be read (HTTP " + status + ").")
                : internal(exception, context);
        return answer(failure, status, context);
    }

    @ServerExceptionMapper
    Response defect(Exception exception, RoutingContext context) {
        var failure = internal(exception, context);
        return answer(failure, RELAY.status(failure), context);
    }

    private static Failure internal(Exception exception, RoutingContext context) {
        var id = RequestId.of(context);
        LOG.errorf(exception, "request %s failed by a defect", id);
        return new Failure.Internal("The relay failed; the request id is " + id + ".");
    }

    private static Response answer(Failure failure, int status, RoutingContext context) {
        RequestRecord.of(context).failed(failure);
        var out = new JsonWriter();
        RELAY.failure(failure, RequestId.of(context), out);
        var response =
                Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(out.toBytes());
        var wait = failure.retryAfter();
        if (wait != null) {
            response.header("Retry-After", Math.max(1, wait.toSeconds()));
        }
        return response.build();
    }
}
