/// Who may call what: the vocabulary of callers and what they are granted, and the decision on a target.
@NullMarked
package io.bedrockrelay.access;

import org.jspecify.annotations.NullMarked;
