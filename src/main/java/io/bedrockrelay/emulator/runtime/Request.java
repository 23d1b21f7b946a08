package io.bedrockrelay.emulator.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.fault.Directive;
import io.bedrockrelay.emulator.talk.PromptCache;
import io.bedrockrelay.emulator.wire.Call;

/// A request to a model that exists and may be called.
record Request(Target target, ObjectNode body, Call call, Directive directive, PromptCache cache) {}
