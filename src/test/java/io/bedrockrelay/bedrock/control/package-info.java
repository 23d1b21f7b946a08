@NullMarked
package io.bedrockrelay.bedrock.control;

import org.jspecify.annotations.NullMarked;
