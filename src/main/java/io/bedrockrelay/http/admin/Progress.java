package io.bedrockrelay.http.admin;

import io.bedrockrelay.catalogue.view.Check;

/// What happens in a run over many models, in order: one `Begun`, a `Checked` for each, one `Ended`.
sealed interface Progress {

    /// @param total how many models will be called
    record Begun(String region, int total) implements Progress {}

    record Checked(String modelId, String region, Check check) implements Progress {}

    record Ended(int verified, int failed) implements Progress {}
}
