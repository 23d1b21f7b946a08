package io.bedrockrelay.http;

import io.bedrockrelay.bedrock.account.BedrockConfig;
import io.bedrockrelay.catalogue.ConfigProblem;
import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/// Keeps the trial on its embedded Bedrock: nobody shall take it for the relay, or pay for a try.
@Singleton
@IfBuildProfile("trial")
class Trial {
    private final BedrockConfig bedrock;

    Trial(BedrockConfig bedrock) {
        this.bedrock = bedrock;
    }

    /// Every setting that names another Bedrock.
    List<ConfigProblem> problems() {
        var problems = new ArrayList<ConfigProblem>();
        bedrock.endpointOverride().ifPresent(url -> problems.add(problem("relay.bedrock.endpoint-override", url)));
        bedrock.endpoints()
                .forEach((region, endpoints) ->
                        problems.add(problem("relay.bedrock.endpoints.\"" + region + "\"", "(set)")));
        return problems;
    }

    private static ConfigProblem problem(String key, String value) {
        return new ConfigProblem(
                key,
                value,
                "this is the trial, which answers from the Bedrock that is built into it",
                "Leave it out, or start the relay itself (bedrock-relay).");
    }
}
