/// What is left of AWS's quotas, reckoned by AWS's own arithmetic before anybody is asked.
@NullMarked
package io.bedrockrelay.routing.ledger;

import org.jspecify.annotations.NullMarked;
