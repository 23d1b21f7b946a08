package io.bedrockrelay.image;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Message;
import io.bedrockrelay.chat.Result;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Puts the bytes of remote images in the place of their URLs. One per process; results come on the event loop of the
/// request.
public final class Images {
    private final ImageSettings settings;
    private final Fetcher fetcher;
    private final AtomicInteger underWay = new AtomicInteger();

    Images(ImageSettings settings, Fetcher fetcher) {
        this.settings = settings;
        this.fetcher = fetcher;
    }

    /// Whether there is anything to fetch for a request.
    public static boolean isNamedByUrl(ChatRequest request) {
        return !wanted(request).isEmpty();
    }

    /// The request with every image in it, or why there is none. Never fails. Equal URLs are fetched once.
    public Future<Result<ChatRequest>> fetch(ChatRequest request) {
        var wanted = wanted(request);
        if (wanted.isEmpty()) {
            return Future.succeededFuture(new Result.Ok<>(request));
        }
        var locations = new HashMap<Block.Source.Url, Location>();
        var against = against(wanted, locations);
        if (against != null) {
            return refused(against);
        }
        if (underWay.addAndGet(locations.size()) > settings.concurrency()) {
            underWay.addAndGet(-locations.size());
            return refused(new Failure.Overloaded(
                    "Too many remote images are being fetched; try again shortly.", Duration.ofSeconds(1)));
        }
        return fetchAll(locations, request);
    }

    private static Future<Result<ChatRequest>> refused(Failure failure) {
        return Future.succeededFuture(new Result.Failed<>(failure));
    }

    private static Map<String, Block.Source.Url> wanted(ChatRequest request) {
        var wanted = new LinkedHashMap<String, Block.Source.Url>();
        request.messages().forEach(message -> collect(message.content(), wanted));
        return wanted;
    }

    private @Nullable Failure against(Map<String, Block.Source.Url> wanted, Map<Block.Source.Url, Location> locations) {
        if (!settings.remote()) {
            return wrong(
                    wanted.values().iterator().next(),
                    "is a URL, which is not fetched here; send the image itself in base64, or have"
                            + " 'relay.images.remote' turned on");
        }
        int most = Math.min(settings.perRequest(), settings.concurrency());
        if (wanted.size() > most) {
            return wrong(
                    new ArrayList<>(wanted.values()).get(most),
                    "is one remote image too many; at most " + most + " are fetched for one request");
        }
        for (var url : wanted.values()) {
            switch (Location.of(url.url())) {
                case Location.Reading.Read(var location) -> locations.put(url, location);
                case Location.Reading.Wrong(var complaint) -> {
                    return wrong(url, complaint);
                }
            }
        }
        return null;
    }

    private Future<Result<ChatRequest>> fetchAll(Map<Block.Source.Url, Location> locations, ChatRequest request) {
        var pictures = new HashMap<String, Picture>();
        var fetches = new ArrayList<Future<Picture>>();
        locations.forEach((url, location) -> fetches.add(fetcher.fetch(location)
                .onComplete(_ -> underWay.decrementAndGet())
                .onSuccess(picture -> pictures.put(url.url(), picture))
                .recover(failed -> Future.failedFuture(new Refused(wrong(url, complaint(failed)))))));
        return Future.all(fetches)
                .<Result<ChatRequest>>map(_ -> new Result.Ok<>(filled(request, pictures)))
                .otherwise(failed -> new Result.Failed<>(((Refused) failed).refusal));
    }

    private static String complaint(Throwable failed) {
        return failed instanceof Fetcher.Unfetched unfetched ? unfetched.complaint() : "could not be fetched";
    }

    /// Ends the fetches of a request with the first that came to nothing, and with what its caller is told.
    @SuppressWarnings("serial")
    private static final class Refused extends RuntimeException {
        private final Failure refusal;

        Refused(Failure refusal) {
            super(refusal.message(), null, false, false);
            this.refusal = refusal;
        }
    }

    private static Failure wrong(Block.Source.Url url, String complaint) {
        return new Failure.Invalid(url.field(), "'" + url.field() + "' " + complaint + ".");
    }

    private static void collect(List<Block> content, Map<String, Block.Source.Url> wanted) {
        for (var block : content) {
            if (block instanceof Block.Image image && image.source() instanceof Block.Source.Url url) {
                wanted.putIfAbsent(url.url(), url);
            } else if (block instanceof Block.ToolResult result) {
                collect(result.content(), wanted);
            }
        }
    }

    private static ChatRequest filled(ChatRequest request, Map<String, Picture> pictures) {
        return new ChatRequest(
                request.model(),
                request.region(),
                request.system(),
                request.messages().stream()
                        .map(message -> new Message(message.role(), filled(message.content(), pictures)))
                        .toList(),
                request.sampling(),
                request.tools(),
                request.toolChoice(),
                request.settings());
    }

    private static List<Block> filled(List<Block> content, Map<String, Picture> pictures) {
        return content.stream().map(block -> filled(block, pictures)).toList();
    }

    private static Block filled(Block block, Map<String, Picture> pictures) {
        if (block instanceof Block.ToolResult result) {
            return new Block.ToolResult(result.toolUseId(), filled(result.content(), pictures), result.error());
        }
        if (block instanceof Block.Image image && image.source() instanceof Block.Source.Url url) {
            var picture = pictures.get(url.url());
            return picture == null
                    ? block
                    : new Block.Image(picture.format(), new Block.Source.Base64(picture.base64()));
        }
        return block;
    }
}
