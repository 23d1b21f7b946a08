package io.bedrockrelay.http.intake;

import io.bedrockrelay.memory.MemoryBudget;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Makes the one budget of the process.
@Singleton
class MemoryBeans {

    @Produces
    @Singleton
    MemoryBudget budget(RequestLimits limits) {
        return new MemoryBudget(limits.budget());
    }
}
