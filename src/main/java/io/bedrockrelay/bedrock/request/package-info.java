/// A conversation in the words of Bedrock's Converse API.
@NullMarked
package io.bedrockrelay.bedrock.request;

import org.jspecify.annotations.NullMarked;
