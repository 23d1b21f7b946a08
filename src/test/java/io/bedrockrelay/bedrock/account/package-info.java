@NullMarked
package io.bedrockrelay.bedrock.account;

import org.jspecify.annotations.NullMarked;
