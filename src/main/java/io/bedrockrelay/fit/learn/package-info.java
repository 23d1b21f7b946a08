/// What Bedrock's refusals teach about models, and for how long it is believed.
@NullMarked
package io.bedrockrelay.fit.learn;

import org.jspecify.annotations.NullMarked;
