@NullMarked
package io.bedrockrelay.bedrock.nativeimage;

import org.jspecify.annotations.NullMarked;
