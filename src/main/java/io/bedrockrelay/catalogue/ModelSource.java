package io.bedrockrelay.catalogue;

/// Where the facts about one Region come from: Bedrock's control plane in production, a lambda in tests.
///
/// A call blocks until every page of both lists is read; it is made by [BlockingCalls], and calls for several Regions
/// run at the same time. An answer is whole or there is none: a partial list must end in a [SourceException], since a
/// missing page looks like models that were taken away.
@FunctionalInterface
public interface ModelSource {

    /// All models and profiles (system-defined and, if configured, application) of one Region.
    RegionListing fetch(String region) throws SourceException;
}
