package io.bedrockrelay.fit.learn;

/// Where something was learnt: rules differ between Regions and between Bedrock's APIs, and change within weeks.
///
/// @param modelId the bare id of the model
/// @param surface the API: `converse`, `invoke`, `count-tokens`
public record Place(String modelId, String region, String surface) {}
