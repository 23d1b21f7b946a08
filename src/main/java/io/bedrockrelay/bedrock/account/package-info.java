/// Where Bedrock is reached and as whom: endpoints, credentials, signatures.
@NullMarked
package io.bedrockrelay.bedrock.account;

import org.jspecify.annotations.NullMarked;
