/// Keeps the catalogues of all Regions loaded: at start, on schedule, on demand, and over a restart while Bedrock's
/// control plane is down.
@NullMarked
package io.bedrockrelay.catalogue.registry;

import org.jspecify.annotations.NullMarked;
