/// What may be sent to the main port of the packaged application by whoever reaches it: every call of the description
/// of the API, by callers of every kind, spelled in every way, and nonsense.
@NullMarked
package io.bedrockrelay.it.edge;

import org.jspecify.annotations.NullMarked;
