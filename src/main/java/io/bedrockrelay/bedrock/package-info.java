/// The only package that knows AWS: the control plane and the runtime lane.
@NullMarked
package io.bedrockrelay.bedrock;

import org.jspecify.annotations.NullMarked;
