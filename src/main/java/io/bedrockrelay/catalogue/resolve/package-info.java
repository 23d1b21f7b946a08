/// From the name a client sends to the one id that Bedrock accepts, with the reasons.
@NullMarked
package io.bedrockrelay.catalogue.resolve;

import org.jspecify.annotations.NullMarked;
