package io.bedrockrelay.routing.route;

/// What is remembered of is this: one id, called from one Region on one account.
///
/// @param account the name of an account; `OWN` for the relay's own
/// @param region the Region whose endpoint is called
/// @param invocationId a bare id, a profile's id or an ARN
public record CandidateId(String account, String region, String invocationId) {
    /// The account of the relay's own credentials.
    public static final String OWN = "own";

    /// The place as it is told: the Region, and the account where it is not the own.
    public String place() {
        return account.equals(OWN) ? region : region + "/" + account;
    }
}
