@NullMarked
package io.bedrockrelay.bedrock.request;

import org.jspecify.annotations.NullMarked;
