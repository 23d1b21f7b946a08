package io.bedrockrelay.emulator.fault;

import io.bedrockrelay.emulator.wire.Step;
import java.util.HashMap;
import java.util.Map;

/// A whole answer under another head than it should have: with another status, type or encoding.
final class Disguise {
    private Disguise() {}

    static Step.Head head(Step.Head head, Directive directive) {
        return new Step.Head(directive.number("as-status", head.status()), headers(head.headers(), directive));
    }

    static Map<String, String> headers(Map<String, String> given, Directive directive) {
        var headers = new HashMap<>(given);
        directive.text("as-type").ifPresent(type -> headers.put("Content-Type", type));
        directive.text("as-encoding").ifPresent(encoding -> headers.put("Content-Encoding", encoding));
        return headers;
    }
}
