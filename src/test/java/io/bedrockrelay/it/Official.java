package io.bedrockrelay.it;

import com.anthropic.client.AnthropicClient;
import com.anthropic.errors.AnthropicServiceException;
import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.errors.OpenAIServiceException;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.PayloadPart;

/// Asks in every lane with the vendor's own client, where there is one; the relay's own dialect over plain HTTP.
/// For any number of threads.
final class Official implements AutoCloseable {
    private final String relay;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final OpenAIClient openAi;
    private final AnthropicClient anthropic;
    private final AwsRuntime aws;

    Official(String relay) {
        this.relay = relay;
        openAi = Clients.openAi(relay);
        anthropic = Clients.anthropic(relay);
        aws = AwsRuntime.Form.HTTP_1_SIGNED.open(relay);
    }

    Seen ask(Lane lane, String words, boolean streamed) throws Exception {
        long start = System.nanoTime();
        var prompt = lane.prompt(words);
        var seen =
                switch (lane) {
                    case RELAY -> relay(lane, prompt, streamed);
                    case OPENAI -> openAi(prompt, streamed);
                    case CLAUDE -> anthropic("claude-sonnet-4-5", prompt, streamed);
                    case ANTHROPIC -> anthropic("nova-pro", prompt, streamed);
                    case CONVERSE -> converse(prompt, streamed);
                    case INVOKE -> invoke(lane, prompt, streamed);
                };
        return seen.after(Duration.ofNanos(System.nanoTime() - start));
    }

    private Seen relay(Lane lane, String prompt, boolean streamed) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(relay + lane.path(streamed)))
                .timeout(Clients.PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(lane.body(prompt, streamed)));
        lane.headers(streamed).forEach(request::header);
        var response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200 || !streamed) {
            return json(response.statusCode(), AwsReply.json(new String(response.body(), StandardCharsets.UTF_8)));
        }
        var events = new Sse(new ByteArrayInputStream(response.body())).rest();
        var last = events.getLast();
        if (!last.name().equals("error")) {
            var whole = events.stream().anyMatch(event -> event.name().equals("stop"));
            return whole ? Seen.whole(events.toString()) : Seen.failed(200, "CUT", events.toString(), true);
        }
        var error = AwsReply.json(last.data());
        return Seen.failed(
                200, error.path("code").asText(), error.path("message").asText(), events.size() > 1);
    }

    private static Seen json(int status, JsonNode answer) {
        if (status == 200) {
            return Seen.whole(answer.toString());
        }
        var error = answer.path("status").asText().equals("fail") ? answer.path("data") : answer;
        return Seen.failed(
                status, error.path("code").asText(), error.path("message").asText(), false);
    }

    private Seen openAi(String prompt, boolean streamed) {
        var params = OpenAiChat.question("nova-pro", prompt).build();
        var chunks = new ArrayList<String>();
        try {
            if (!streamed) {
                return Seen.whole(OpenAiChat.ask(new OpenAiAsker.Blocking(openAi), params, false)
                        .text());
            }
            boolean finished = false;
            try (var stream = openAi.chat().completions().createStreaming(params)) {
                for (var chunk :
                        (Iterable<com.openai.models.chat.completions.ChatCompletionChunk>) stream.stream()::iterator) {
                    chunks.add(chunk.toString());
                    finished |= chunk.choices().stream()
                            .anyMatch(choice -> choice.finishReason().isPresent());
                }
            }
            return finished ? Seen.whole(chunks.toString()) : Seen.failed(200, "CUT", chunks.toString(), true);
        } catch (OpenAIServiceException refused) {
            return Seen.failed(
                    refused.statusCode(), refused.code().orElse(""), refused.getMessage(), !chunks.isEmpty());
        }
    }

    private Seen anthropic(String model, String prompt, boolean streamed) {
        var params = AnthropicChat.question(model, prompt).build();
        var events = new ArrayList<String>();
        try {
            if (!streamed) {
                return Seen.whole(AnthropicChat.ask(new AnthropicAsker.Blocking(anthropic), params, false)
                        .text());
            }
            boolean finished = false;
            try (var stream = anthropic.messages().createStreaming(params)) {
                for (var event :
                        (Iterable<com.anthropic.models.messages.RawMessageStreamEvent>) stream.stream()::iterator) {
                    events.add(event.toString());
                    finished |= event.isMessageStop();
                }
            }
            return finished ? Seen.whole(events.toString()) : Seen.failed(200, "CUT", events.toString(), true);
        } catch (AnthropicServiceException refused) {
            var type = refused.type().map(Objects::toString).orElse("");
            return Seen.failed(refused.statusCode(), type, refused.getMessage(), !events.isEmpty());
        }
    }

    private Seen converse(String prompt, boolean streamed) {
        var message = Message.builder()
                .role(ConversationRole.USER)
                .content(ContentBlock.fromText(prompt))
                .build();
        var request =
                ConverseRequest.builder().modelId("nova-pro").messages(message).build();
        var reply = new AwsReply.Fold();
        try {
            if (!streamed) {
                return Seen.whole(aws.ask(request, false).text());
            }
            AwsRuntime.joined(() -> aws.stream(request, reply));
            return reply.stopReason() != null
                    ? Seen.whole(reply.whole().text())
                    : Seen.failed(200, "CUT", "", !reply.isEmpty());
        } catch (AwsServiceException refused) {
            return aws(refused, !reply.isEmpty());
        }
    }

    private Seen invoke(Lane lane, String prompt, boolean streamed) {
        var body = SdkBytes.fromUtf8String(lane.body(prompt, streamed));
        var events = new ArrayList<String>();
        try {
            if (!streamed) {
                var request = InvokeModelRequest.builder()
                        .modelId("claude-sonnet-4-5")
                        .body(body)
                        .build();
                return Seen.whole(AwsRuntime.joined(() -> aws.async().invokeModel(request))
                        .body()
                        .asUtf8String());
            }
            AwsRuntime.joined(() -> aws.async().invokeModelWithResponseStream(streaming(body), into(events)));
            var whole = events.stream().anyMatch(event -> event.contains("\"type\":\"message_stop\""));
            return whole ? Seen.whole(events.toString()) : Seen.failed(200, "CUT", events.toString(), true);
        } catch (AwsServiceException refused) {
            return aws(refused, !events.isEmpty());
        }
    }

    private static InvokeModelWithResponseStreamRequest streaming(SdkBytes body) {
        return InvokeModelWithResponseStreamRequest.builder()
                .modelId("claude-sonnet-4-5")
                .body(body)
                .build();
    }

    private static InvokeModelWithResponseStreamResponseHandler into(List<String> events) {
        return InvokeModelWithResponseStreamResponseHandler.builder()
                .subscriber(part -> events.add(
                        part instanceof PayloadPart payload ? payload.bytes().asUtf8String() : part.toString()))
                .build();
    }

    private static Seen aws(AwsServiceException refused, boolean before) {
        var details = refused.awsErrorDetails();
        var code = details == null ? refused.getClass().getSimpleName() : Objects.toString(details.errorCode(), "");
        return Seen.failed(refused.statusCode(), code, String.valueOf(refused.getMessage()), before);
    }

    @Override
    public void close() {
        openAi.close();
        anthropic.close();
        aws.close();
        http.close();
    }
}
