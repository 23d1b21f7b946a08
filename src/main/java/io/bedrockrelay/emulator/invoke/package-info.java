/// InvokeModel bodies of the model families, and CountTokens.
@NullMarked
package io.bedrockrelay.emulator.invoke;

import org.jspecify.annotations.NullMarked;
