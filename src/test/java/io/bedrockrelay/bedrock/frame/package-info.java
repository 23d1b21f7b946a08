@NullMarked
package io.bedrockrelay.bedrock.frame;

import org.jspecify.annotations.NullMarked;
