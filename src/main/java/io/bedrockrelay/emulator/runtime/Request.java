package io.bedrockrelay.emulator.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.fault.Directive;
import io.bedrockrelay.emulator.reply.PromptCache;
import io.bedrockrelay.emulator.wire.HttpCall;

/// A request to a model that exists and may be called.
record Request(CalledModel target, ObjectNode body, HttpCall call, Directive directive, PromptCache cache) {}
