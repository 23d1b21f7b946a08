package io.bedrockrelay.fit;

import java.util.List;

/// Models to chat with, by their bare ids.
final class Models {
    static final List<String> ALL =
            """
            ai21.jamba-1-5-large-v1:0
            ai21.jamba-1-5-mini-v1:0
            amazon.nova-2-lite-v1:0
            amazon.nova-lite-v1:0
            amazon.nova-micro-v1:0
            amazon.nova-premier-v1:0
            amazon.nova-pro-v1:0
            anthropic.claude-3-5-sonnet-20240620-v1:0
            anthropic.claude-3-5-sonnet-20241022-v2:0
            anthropic.claude-3-7-sonnet-20250219-v1:0
            anthropic.claude-3-haiku-20240307-v1:0
            anthropic.claude-3-sonnet-20240229-v1:0
            anthropic.claude-fable-5
            anthropic.claude-haiku-4-5-20251001-v1:0
            anthropic.claude-opus-4-1-20250805-v1:0
            anthropic.claude-opus-4-5-20251101-v1:0
            anthropic.claude-opus-4-6-v1
            anthropic.claude-opus-4-7
            anthropic.claude-opus-4-8
            anthropic.claude-opus-5
            anthropic.claude-sonnet-4-20250514-v1:0
            anthropic.claude-sonnet-4-5-20250929-v1:0
            anthropic.claude-sonnet-4-6
            anthropic.claude-sonnet-5
            deepseek.r1-v1:0
            deepseek.v3-v1:0
            deepseek.v3.2
            google.gemma-3-12b-it
            google.gemma-3-27b-it
            google.gemma-3-4b-it
            meta.llama3-1-70b-instruct-v1:0
            meta.llama3-1-8b-instruct-v1:0
            meta.llama3-3-70b-instruct-v1:0
            meta.llama3-70b-instruct-v1:0
            meta.llama3-8b-instruct-v1:0
            meta.llama4-maverick-17b-instruct-v1:0
            meta.llama4-scout-17b-instruct-v1:0
            minimax.minimax-m2
            minimax.minimax-m2.1
            minimax.minimax-m2.5
            mistral.devstral-2-123b
            mistral.magistral-small-2509
            mistral.ministral-3-14b-instruct
            mistral.ministral-3-3b-instruct
            mistral.ministral-3-8b-instruct
            mistral.mistral-7b-instruct-v0:2
            mistral.mistral-large-2402-v1:0
            mistral.mistral-large-2407-v1:0
            mistral.mistral-large-3-675b-instruct
            mistral.mistral-small-2402-v1:0
            mistral.mixtral-8x7b-instruct-v0:1
            mistral.pixtral-large-2502-v1:0
            mistral.voxtral-mini-3b-2507
            mistral.voxtral-small-24b-2507
            moonshot.kimi-k2-thinking
            moonshotai.kimi-k2.5
            nvidia.nemotron-nano-12b-v2
            nvidia.nemotron-nano-3-30b
            nvidia.nemotron-nano-9b-v2
            nvidia.nemotron-super-3-120b
            openai.gpt-5.6-luna
            openai.gpt-5.6-sol
            openai.gpt-5.6-terra
            openai.gpt-oss-120b-1:0
            openai.gpt-oss-20b-1:0
            openai.gpt-oss-safeguard-120b
            openai.gpt-oss-safeguard-20b
            qwen.qwen3-235b-a22b-2507-v1:0
            qwen.qwen3-32b-v1:0
            qwen.qwen3-coder-30b-a3b-v1:0
            qwen.qwen3-coder-480b-a35b-v1:0
            qwen.qwen3-coder-next
            qwen.qwen3-next-80b-a3b
            qwen.qwen3-vl-235b-a22b
            writer.palmyra-vision-7b
            writer.palmyra-x4-v1:0
            writer.palmyra-x5-v1:0
            xai.grok-4.6
            zai.glm-4.7
            zai.glm-4.7-flash
            zai.glm-5
            """.lines().map(String::strip).filter(id -> !id.isEmpty()).toList();

    private Models() {}
}
