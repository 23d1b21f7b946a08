package io.bedrockrelay.catalogue.view;

import java.time.Instant;
import java.util.List;

/// The answer of `GET /api/models`.
///
/// @param totalCount how many models the view and its filters leave
/// @param refreshedAt when Bedrock was last asked with success
/// @param stale whether a refresh has failed or is overdue since
public record ModelListing(String region, int totalCount, Instant refreshedAt, boolean stale, List<ModelView> models) {}
