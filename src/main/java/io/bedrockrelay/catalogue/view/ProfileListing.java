package io.bedrockrelay.catalogue.view;

import java.util.List;

/// The answer of `GET /api/inference-profiles`.
///
/// @param totalCount how many profiles the filter leaves
public record ProfileListing(String region, int totalCount, List<ProfileView> profiles) {}
