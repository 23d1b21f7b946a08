package io.bedrockrelay.check;

import io.bedrockrelay.catalogue.view.Check;

/// What happens in a run over many models, in order: one `Begun`, a `Checked` for each, one `Ended`.
public sealed interface CheckProgress {

    /// @param total how many models will be called
    record Begun(String region, int total) implements CheckProgress {}

    record Checked(String modelId, String region, Check check) implements CheckProgress {}

    record Ended(int verified, int failed) implements CheckProgress {}
}
