package dev.gatehouse.broker.admission;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.policy.BodyFacts;
import dev.gatehouse.broker.policy.CallFacts;
import dev.gatehouse.broker.policy.Decision;
import dev.gatehouse.broker.policy.ForgeFacts;
import dev.gatehouse.broker.policy.LfsFacts;
import dev.gatehouse.broker.policy.Policy;
import dev.gatehouse.broker.policy.PushFacts;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.route.Route;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.util.Optional;

/// What is asked of a policy. Pure: it can be put to several.
///
/// @param repository the route's, or for an attachment the one it was seen in
record Question(
        AgentName agent, Route route, Optional<RepositoryName> repository, BodyFacts facts) {
    Decision to(Policy inForce, ForgeFacts forge) {
        return switch (route) {
            case Route.Api api when api.operation().id().equals(OwnAccount.OPERATION) ->
                    OwnAccount.DECISION;
            case Route.Api api ->
                    inForce.decide(
                            agent,
                            api,
                            facts instanceof CallFacts call ? call : CallFacts.NONE,
                            forge);
            case Route.Git git ->
                    inForce.decideGit(
                            agent, git, facts instanceof PushFacts push ? push : PushFacts.NOTHING);
            case Route.Lfs lfs ->
                    inForce.decideLfs(
                            agent, lfs, facts instanceof LfsFacts body ? body : LfsFacts.NOTHING);
            case Route.Download download ->
                    inForce.decideDownload(agent, download.repository(), download.kind());
            case Route.Attachment attachment ->
                    repository
                            .map(name -> inForce.decideDownload(agent, name, "attachment"))
                            .orElseGet(Question::unseenAttachment);
            case Route.Broker broker -> OwnAccount.DECISION;
        };
    }

    private static Decision unseenAttachment() {
        return new Decision.Refuse(
                new Refusal(
                        RefusalCode.NOT_GRANTED,
                        "attachments seen",
                        "this attachment was not in any answer about a repository that is granted",
                        "ask for the issue, comment or release that holds it first"));
    }
}
