package io.bedrockrelay.metrics;

/// The names of meters and their labels. Prometheus reads dots as underscores and adds units.
final class MeterNames {
    static final String TOKEN_USAGE = "gen_ai.client.token.usage";
    static final String OPERATION_DURATION = "gen_ai.client.operation.duration";
    static final String REQUEST_DURATION = "gen_ai.server.request.duration";
    static final String FIRST_TOKEN = "gen_ai.server.time_to_first_token";
    static final String PER_TOKEN = "gen_ai.server.time_per_output_token";

    static final String OPEN = "relay.streams.open";
    static final String LIMIT = "relay.streams.limit";
    static final String STREAMS = "relay.streams";
    static final String FAILURES = "relay.stream.failures";
    static final String RETRIES = "relay.retries";
    static final String KEEP_ALIVES = "relay.keepalives";
    static final String ADAPTED = "relay.adapted";
    static final String COUNT_TOKENS = "relay.count.tokens";
    static final String LEARNT = "relay.adapt.learnt";
    static final String RESOLUTIONS = "relay.resolutions";
    static final String MODEL_CALLS = "relay.model.calls";
    static final String TOKENS = "relay.tokens";
    static final String THROTTLED = "relay.throttled";
    static final String HEAP_USED = "relay.heap.used";
    static final String HEAP_MAX = "relay.heap.max";
    static final String GC = "relay.gc";
    static final String ROUTE_TRIES = "relay.route.tries";
    static final String ROUTE_MOVES = "relay.route.moves";
    static final String ROUTE_HOME = "relay.route.home";
    static final String ROUTE_STATE = "relay.route.state";
    static final String OVERHEAD = "relay.overhead";
    static final String REQUESTS = "relay.requests";
    static final String MEMORY_USED = "relay.memory.used";
    static final String MEMORY_LIMIT = "relay.memory.limit";
    static final String MEMORY_REFUSED = "relay.memory.refused";
    static final String DRAINING = "relay.draining";
    static final String DRAIN_REMAINING = "relay.drain.remaining";

    static final String CATALOGUE_AGE = "relay.catalogue.age";
    static final String CATALOGUE_MODELS = "relay.catalogue.models";
    static final String CATALOGUE_PROFILES = "relay.catalogue.profiles";
    static final String REFRESH_FAILURES = "relay.catalogue.refresh.failures";

    static final String OPERATION = "gen_ai.operation.name";
    static final String PROVIDER = "gen_ai.provider.name";
    static final String MODEL = "gen_ai.request.model";
    static final String TOKEN_TYPE = "gen_ai.token.type";
    static final String ERROR_TYPE = "error.type";
    static final String REGION = "region";
    static final String DIALECT = "dialect";
    static final String OUTCOME = "outcome";
    static final String TYPE = "type";

    /// The value of a label where there is none.
    static final String NONE = "none";

    /// The value of PROVIDER.
    static final String BEDROCK = "aws.bedrock";

    private MeterNames() {}
}
