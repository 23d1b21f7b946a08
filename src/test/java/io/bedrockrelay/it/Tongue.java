package io.bedrockrelay.it;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;

/// The same question in each dialect's own words.
enum Tongue {
    RELAY("/api/chat", "\"system\":\"%s\"", "\"temperature\":0.5", "\"serviceTier\":\"priority\"") {
        @Override
        String guardrail() {
            return "\"guardrail\":{\"identifier\":\"gr-1\",\"version\":\"1\",\"trace\":\"enabled\"}";
        }

        @Override
        String tool() {
            return "\"tools\":[{\"name\":\"clock\",\"schema\":" + NOTHING + "}]";
        }
    },
    OPENAI("/v1/chat/completions", "", "\"temperature\":0.5", "\"service_tier\":\"priority\"") {
        @Override
        String guardrail() {
            return "\"guardrailConfig\":{\"guardrailIdentifier\":\"gr-1\",\"guardrailVersion\":\"1\",\"trace\":\"enabled\"}";
        }

        @Override
        String tool() {
            return "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"clock\",\"parameters\":" + NOTHING
                    + "}}]";
        }

        @Override
        String messages(String system, String prompt) {
            return system.isEmpty()
                    ? super.messages(system, prompt)
                    : "\"messages\":[{\"role\":\"system\",\"content\":\"" + system
                            + "\"},{\"role\":\"user\",\"content\":\"" + prompt + "\"}]";
        }
    },
    ANTHROPIC("/v1/messages", "\"system\":\"%s\"", "\"temperature\":0.5", "\"service_tier\":\"priority\"") {
        @Override
        String guardrail() {
            return "";
        }

        @Override
        String tool() {
            return "\"tools\":[{\"name\":\"clock\",\"input_schema\":" + NOTHING + "}]";
        }
    },
    WIRE(
            "/model/",
            "\"system\":[{\"text\":\"%s\"}]",
            "\"inferenceConfig\":{\"temperature\":0.5}",
            "\"serviceTier\":{\"type\":\"priority\"}") {
        @Override
        String guardrail() {
            return "\"guardrailConfig\":{\"guardrailIdentifier\":\"gr-1\",\"guardrailVersion\":\"1\",\"trace\":\"enabled\"}";
        }

        @Override
        String tool() {
            return "\"toolConfig\":{\"tools\":[{\"toolSpec\":{\"name\":\"clock\",\"inputSchema\":{\"json\":" + NOTHING
                    + "}}}]}";
        }

        @Override
        String messages(String system, String prompt) {
            return super.messages(system, prompt)
                    .replace("\"content\":\"" + prompt + "\"", "\"content\":[{\"text\":\"" + prompt + "\"}]");
        }

        @Override
        String path(String model, boolean streamed) {
            return "/model/" + model + (streamed ? "/converse-stream" : "/converse");
        }
    };

    private static final String NOTHING = "{\"type\":\"object\",\"properties\":{}}";

    private final String path;
    private final String system;
    private final String temperature;
    private final String tier;

    Tongue(String path, String system, String temperature, String tier) {
        this.path = path;
        this.system = system;
        this.temperature = temperature;
        this.tier = tier;
    }

    abstract String guardrail();

    abstract String tool();

    String temperature() {
        return temperature;
    }

    String tier() {
        return tier;
    }

    String path(String model, boolean streamed) {
        return path;
    }

    String messages(String instructions, String prompt) {
        var messages = "\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt + "\"}]";
        return instructions.isEmpty() ? messages : system.formatted(instructions) + "," + messages;
    }

    /// @param more further members of the body, or nothing
    Response ask(String model, boolean streamed, String instructions, String prompt, String more) {
        return ask("us-east-1", model, streamed, instructions, prompt, more);
    }

    Response ask(String model, boolean streamed, String prompt, String more) {
        return ask(model, streamed, "", prompt, more);
    }

    Response askIn(String region, String model, boolean streamed, String prompt) {
        return ask(region, model, streamed, "", prompt, "");
    }

    private Response ask(
            String region, String model, boolean streamed, String instructions, String prompt, String more) {
        var own = this == WIRE ? "" : "\"model\":\"" + model + "\",\"stream\":" + streamed + ",";
        var limit = this == ANTHROPIC ? "\"max_tokens\":300," : "";
        var body = "{" + own + limit + messages(instructions, prompt) + (more.isEmpty() ? "" : "," + more) + "}";
        return given().urlEncodingEnabled(false)
                .contentType("application/json")
                .accept(streamed && this == RELAY ? "text/event-stream" : "*/*")
                .header("anthropic-version", "2023-06-01")
                .header("X-Relay-Region", region)
                .body(body)
                .post(path(model, streamed));
    }
}
