package io.bedrockrelay.http.guard;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.inject.spi.CDI;

/// Gives every accepted connection its patience, before a byte of it is read. Netty finds this class as a service, and
/// only once [Guard] has asked it to look. The native image has to be told of both, this class and the service file.
@RegisterForReflection
public final class TimedChannels extends ChannelInitializerExtension {

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        channel.pipeline()
                .addFirst(new RequestTimeouts(
                        CDI.current().select(GuardSettings.class).get()));
    }
}
