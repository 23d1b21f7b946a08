package io.bedrockrelay.http.route;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Message;
import io.bedrockrelay.chat.Role;
import io.bedrockrelay.routing.route.Affinity;
import io.bedrockrelay.routing.route.ConversationKey;
import io.bedrockrelay.routing.route.SipHash;

/// What the user said first, which stands at the beginning of every request of a conversation. Not its JSON, since
/// clients move cache points along and turn texts into lists of parts; not what comes after, since that grows.
record FirstText(ChatRequest request) implements ConversationKey {
    /// More would cost time and tell nothing new.
    static final int MOST = 4 * 1024;

    private static final int OF_A_MEDIUM = 256;

    @Override
    public Affinity feed(SipHash hash) {
        for (var message : request.messages()) {
            if (message.role() == Role.USER) {
                feed(message, hash);
                return Affinity.PREFIX;
            }
        }
        return Affinity.NONE;
    }

    private static void feed(Message message, SipHash hash) {
        int left = MOST;
        for (var block : message.content()) {
            switch (block) {
                case Block.Text text -> left = feed(text.text(), left, hash);
                case Block.Guarded text -> left = feed(text.text(), left, hash);
                case Block.Image image -> medium("image", image.source(), hash);
                case Block.Document document -> medium("document", document.source(), hash);
                case Block.Video video -> medium("video", video.source(), hash);
                case Block.Audio audio -> medium("audio", audio.source(), hash);
                case Block.ToolResult _, Block.ToolUse _, Block.Data _, Block.CachePoint _ -> {}
                case Block.Reasoning _, Block.RedactedReasoning _ -> {}
            }
        }
    }

    private static int feed(String text, int left, SipHash hash) {
        int end = Math.min(text.length(), left);
        for (int i = 0; i < end; ) {
            int codePoint = text.codePointAt(i);
            hash.add(codePoint);
            i += Character.charCount(codePoint);
        }
        return left - end;
    }

    private static void medium(String kind, Block.Source source, SipHash hash) {
        var text =
                switch (source) {
                    case Block.Source.Base64 data -> data.data();
                    case Block.Source.PlainText plain -> plain.text();
                    case Block.Source.S3 s3 -> s3.uri();
                    case Block.Source.Url url -> url.url();
                };
        hash.add(kind).add((long) text.length());
        feed(text, OF_A_MEDIUM, hash);
    }
}
