package io.bedrockrelay.dialect.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.JsonWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From an embeddings request to each family's bodies, and from their answers to OpenAI's.
class EmbeddingTest {

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            amazon.titan-embed-text-v1       | "input":"a" | {"inputText":"a"}
            amazon.titan-embed-g1-text-02    | "input":"a" | {"inputText":"a"}
            amazon.titan-embed-text-v2:0     | "input":"a" | {"inputText":"a"}
            amazon.titan-embed-text-v2:0     | "input":["a","ü"],"dimensions":256 | {"inputText":"a","dimensions":256} {"inputText":"ü","dimensions":256}
            amazon.titan-embed-image-v1      | "input":"a","dimensions":384 | {"inputText":"a","embeddingConfig":{"outputEmbeddingLength":384}}
            cohere.embed-english-v3          | "input":["a","b"] | {"texts":["a","b"],"input_type":"search_document","embedding_types":["float"]}
            cohere.embed-multilingual-v3     | "input":"a","input_type":"search_query" | {"texts":["a"],"input_type":"search_query","embedding_types":["float"]}
            cohere.embed-v4:0                | "input":"a","dimensions":1536 | {"texts":["a"],"input_type":"search_document","embedding_types":["float"],"output_dimension":1536}
            amazon.nova-2-multimodal-embeddings-v1:0 | "input":"a","dimensions":3072 | {"taskType":"SINGLE_EMBEDDING","singleEmbeddingParams":{"embeddingPurpose":"GENERIC_INDEX","embeddingDimension":3072,"text":{"truncationMode":"NONE","value":"a"}}}
            amazon.nova-2-multimodal-embeddings-v1:0 | "input":"a","input_type":"search_query" | {"taskType":"SINGLE_EMBEDDING","singleEmbeddingParams":{"embeddingPurpose":"GENERIC_RETRIEVAL","text":{"truncationMode":"NONE","value":"a"}}}
            amazon.nova-2-multimodal-embeddings-v1:0 | "input":"a","input_type":"clustering" | {"taskType":"SINGLE_EMBEDDING","singleEmbeddingParams":{"embeddingPurpose":"CLUSTERING","text":{"truncationMode":"NONE","value":"a"}}}
            """)
    void eachFamilyIsAskedInItsOwnForm(String modelId, String members, String bodies) {
        var plan = EmbeddingFamily.of(modelId).plan(request(members));
        var calls = ((EmbeddingFamily.Plan.Calls) plan).bodies();
        var told = calls.stream()
                .map(body -> new String(body, StandardCharsets.UTF_8))
                .toList();
        assertThat(String.join(" ", told)).isEqualTo(bodies);
    }

    @Test
    void cohereTakesNinetySixTextsACall() {
        var many = new EmbeddingRequest(
                "m", Collections.nCopies(200, "x"), false, null, EmbeddingRequest.Purpose.CLUSTERING);
        var plan = EmbeddingFamily.of("cohere.embed-v4:0").plan(many);
        var sizes = ((EmbeddingFamily.Plan.Calls) plan)
                .bodies().stream()
                        .map(body -> new String(body, StandardCharsets.UTF_8).split("\"x\"", -1).length - 1)
                        .toList();
        assertThat(sizes).containsExactly(96, 96, 8);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            amazon.titan-embed-text-v1         | 1024 | dimensions | cannot be chosen
            amazon.titan-embed-text-v2:0       | 384  | dimensions | must be one of 256, 512, 1024
            amazon.titan-embed-image-v1        | 512  | dimensions | must be one of 256, 384, 1024
            cohere.embed-english-v3            | 1024 | dimensions | cannot be chosen
            cohere.embed-v4:0                  | 2048 | dimensions | must be one of 256, 512, 1024, 1536
            amazon.nova-2-multimodal-embeddings-v1:0 | 512 | dimensions | must be one of 256, 384, 1024, 3072
            twelvelabs.marengo-embed-3-0-v1:0  | 512  | model      | not served
            anthropic.claude-sonnet-4-6        | 512  | model      | no embedding model
            """)
    void whatAModelHasNotIsRefused(String modelId, int dimensions, String field, String complaint) {
        var plan = EmbeddingFamily.of(modelId).plan(request("\"input\":\"a\",\"dimensions\":" + dimensions));
        var failure = (Failure.Invalid) ((EmbeddingFamily.Plan.Refused) plan).failure();
        assertThat(failure.field()).isEqualTo(field);
        assertThat(failure.message()).contains(complaint);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "input":null              | input           | must be a string or an array of strings
            "input":7                 | input           | must be a string or an array of strings
            "input":[]                | input           | 1 to 2048
            "input":""                | input           | must not be blank
            "input":["a",""]          | input[1]        | must not be blank
            "input":[1,2,3]           | input[0]        | token numbers
            "input":[[1,2],[3]]       | input[0]        | token numbers
            "input":"a","encoding_format":"int8" | encoding_format | float or base64
            "input":"a","dimensions":0           | dimensions      | at least 1
            "input":"a","input_type":"poem"      | input_type      | search_document
            """)
    void aWrongMemberIsNamed(String members, String field, String complaint) {
        var reading = EmbeddingRequest.read(body(members));
        var failure = (Failure.Invalid) ((EmbeddingRequest.Reading.Refused) reading).failure();
        assertThat(failure.field()).isEqualTo(field);
        assertThat(failure.message()).contains(complaint);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"embedding":[0.5,-1.25],"inputTextTokenCount":7}                       | 7
            {"embedding":[0.5,-1.25],"embeddingsByType":{"float":[0.5,-1.25]},"inputTextTokenCount":3} | 3
            {"embeddings":[[0.5,-1.25]],"id":"i","response_type":"embeddings_floats"} | 0
            {"embeddings":{"float":[[0.5,-1.25]]},"response_type":"embeddings_by_type","meta":{"billed_units":{"input_tokens":4}}} | 4
            {"embeddings":[{"embeddingType":"TEXT","embedding":[0.5,-1.25]}]}       | 0
            """)
    void everyFormOfAnswerIsRead(String answer, long tokens) {
        var request = request("\"input\":\"a\"");
        var read = EmbeddingAnswer.read(request, List.of(answer.getBytes(StandardCharsets.UTF_8)), -1);
        var out = new JsonWriter();
        ((EmbeddingAnswer.Vectors) read).write(request, out);
        assertThat(new String(out.toBytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,"
                        + "\"embedding\":[0.5,-1.25]}],\"model\":\"m\",\"usage\":{\"prompt_tokens\":" + tokens
                        + ",\"total_tokens\":" + tokens + "}}");
    }

    @Test
    void theHeadersCountGoesBeforeTheBodys() {
        var answer = "{\"embedding\":[1],\"inputTextTokenCount\":7}".getBytes(StandardCharsets.UTF_8);
        var read = EmbeddingAnswer.read(request("\"input\":\"a\""), List.of(answer), 9);
        assertThat(((EmbeddingAnswer.Vectors) read).tokens()).isEqualTo(9);
    }

    @Test
    void base64IsLittleEndianFloats() {
        var request = request("\"input\":[\"a\",\"b\"],\"encoding_format\":\"base64\"");
        var first = "{\"embedding\":[0.1,1]}".getBytes(StandardCharsets.UTF_8);
        var second = "{\"embedding\":[-2]}".getBytes(StandardCharsets.UTF_8);
        var out = new JsonWriter();
        ((EmbeddingAnswer.Vectors) EmbeddingAnswer.read(request, List.of(first, second), -1)).write(request, out);
        var text = new String(out.toBytes(), StandardCharsets.UTF_8);
        var start = text.indexOf("\"embedding\":\"") + 13;
        var bytes = Base64.getDecoder().decode(text.substring(start, text.indexOf('"', start)));
        var floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        assertThat(floats.get(0)).isEqualTo(0.1f);
        assertThat(floats.get(1)).isEqualTo(1f);
        assertThat(text).contains("\"index\":1,\"embedding\":\"AAAAwA==\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"embedding":[0.5]                 | not valid JSON
            {"message":"no"}                   | 0 vectors for 1 inputs
            {"embeddings":[[1],[2]]}           | 2 vectors for 1 inputs
            {"embedding":["x"]}                | something else than numbers
            {"embeddings":[{"other":1}]}       | something else than numbers
            {"embedding":[1e99]}               | something else than numbers
            """)
    void anAnswerThatMakesNoSenseIsAFailure(String answer, String complaint) {
        var read =
                EmbeddingAnswer.read(request("\"input\":\"a\""), List.of(answer.getBytes(StandardCharsets.UTF_8)), -1);
        assertThat(((EmbeddingAnswer.Unreadable) read).failure().message()).contains(complaint);
    }

    private static EmbeddingRequest request(String members) {
        return ((EmbeddingRequest.Reading.Read) EmbeddingRequest.read(body(members))).request();
    }

    private static byte[] body(String members) {
        return ("{\"model\":\"m\"," + members + "}").getBytes(StandardCharsets.UTF_8);
    }
}
