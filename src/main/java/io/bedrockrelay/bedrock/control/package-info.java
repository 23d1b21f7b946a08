/// Bedrock's control plane, read through the AWS SDK.
@NullMarked
package io.bedrockrelay.bedrock.control;

import org.jspecify.annotations.NullMarked;
