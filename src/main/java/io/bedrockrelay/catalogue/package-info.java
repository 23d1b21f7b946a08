/// Which models and inference profiles exist where, and how Bedrock wants them addressed.
@NullMarked
package io.bedrockrelay.catalogue;

import org.jspecify.annotations.NullMarked;
