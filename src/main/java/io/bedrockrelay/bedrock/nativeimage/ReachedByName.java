package io.bedrockrelay.bedrock.nativeimage;

import io.quarkus.runtime.annotations.RegisterForReflection;

/// Classes that the SDK's credential chain looks up by name, so that no analysis sees them. Those of the SSO jars are
/// not here: the relay does not have them.
@RegisterForReflection(
        classNames = {"software.amazon.awssdk.services.sts.internal.StsProfileCredentialsProviderFactory"})
final class ReachedByName {

    private ReachedByName() {}
}
