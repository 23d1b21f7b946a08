@NullMarked
package io.bedrockrelay.bedrock.answer;

import org.jspecify.annotations.NullMarked;
