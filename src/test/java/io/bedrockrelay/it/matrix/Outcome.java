package io.bedrockrelay.it.matrix;

/// What came of a test, from best to worst.
enum Outcome {
    PASSED,
    SKIPPED,
    FAILED
}
