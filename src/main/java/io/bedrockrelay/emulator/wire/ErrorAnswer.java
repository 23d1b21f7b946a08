package io.bedrockrelay.emulator.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// An error answer in Bedrock's form: the type in a header with the tail that real answers carry, the text in the
/// body. An empty `type` leaves the header out, as the bearer-key check and unrouted paths do.
public record ErrorAnswer(int status, String type, ObjectNode body) {
    private static final String TAIL = ":http://internal.amazon.com/coral/com.amazon.bedrock/";

    public static ErrorAnswer of(int status, String type, String message) {
        return new ErrorAnswer(status, type, JsonTrees.object().put("message", message));
    }

    public static ErrorAnswer validation(String message) {
        return of(400, "ValidationException", message);
    }

    /// An error of the model's provider, passed through behind Bedrock's prefix.
    public static ErrorAnswer byModel(String message) {
        return validation("The model returned the following errors: " + message);
    }

    /// A member of the request that breaks a constraint of the API's model.
    public static ErrorAnswer constraint(String value, String member, String constraint) {
        return validation("1 validation error detected: Value '" + value + "' at '" + member
                + "' failed to satisfy constraint: Member must " + constraint);
    }

    /// A field that the API knows and the model has not.
    public static ErrorAnswer unsupportedField(String field) {
        return validation("This model doesn't support the " + field + " field. Remove " + field + " and try again.");
    }

    public static ErrorAnswer serialization(String message) {
        return of(400, "SerializationException", message);
    }

    public static ErrorAnswer accessDenied(String message) {
        return of(403, "AccessDeniedException", message);
    }

    public static ErrorAnswer notFound(String message) {
        return of(404, "ResourceNotFoundException", message);
    }

    public static ErrorAnswer invalidModel() {
        return validation("The provided model identifier is invalid.");
    }

    /// A path that routes nowhere; such an answer has no message at all.
    public static ErrorAnswer unknownOperation() {
        var body = JsonTrees.object();
        body.putObject("Output").put("__type", "com.amazon.coral.service#UnknownOperationException");
        body.put("Version", "1.0");
        return new ErrorAnswer(404, "", body);
    }

    public HttpAnswer answer() {
        var answer = HttpAnswer.json(status, body);
        return type.isEmpty() ? answer : answer.with("x-amzn-ErrorType", type + TAIL);
    }
}
