package dev.gatehouse.broker.admission;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.policy.CallFacts;
import dev.gatehouse.broker.policy.Decision;
import dev.gatehouse.broker.policy.FactReading;
import dev.gatehouse.broker.policy.ForgeFacts;
import dev.gatehouse.broker.policy.Inquiry;
import dev.gatehouse.broker.policy.LfsFacts;
import dev.gatehouse.broker.policy.Policy;
import dev.gatehouse.broker.policy.PushFacts;
import dev.gatehouse.broker.route.Route;
import dev.gatehouse.broker.route.Router;
import dev.gatehouse.broker.route.Routing;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.util.Map;
import java.util.Optional;

/// Says what would become of a call, without making it. Pure: nothing is sent or recorded.
public record Explainer(Router router, Policy policy) {
    /// @param body the parsed JSON body; empty where there is none
    public Explanation explain(AgentName agent, String method, String target, Map<String, ?> body) {
        return switch (router.route(method, target)) {
            case Routing.Unroutable no ->
                    new Explanation.Refused(
                            Optional.empty(),
                            new Refusal(no.code(), "route", no.detail(), no.remedy()));
            case Routing.Routed routed -> decided(agent, routed.route(), body);
        };
    }

    private Explanation decided(AgentName agent, Route route, Map<String, ?> body) {
        return switch (route) {
            case Route.Api api when api.operation().id().equals(OwnAccount.OPERATION) ->
                    explanation(OwnAccount.OPERATION, OwnAccount.DECISION);
            case Route.Api api ->
                    switch (CallFacts.of(api, body)) {
                        case FactReading.FactProblem problem ->
                                new Explanation.Refused(
                                        Optional.of(api.operation().id()),
                                        new Refusal(
                                                RefusalCode.MALFORMED,
                                                "body",
                                                "'" + problem.field() + "': " + problem.problem(),
                                                "correct the body"));
                        case CallFacts facts ->
                                explanation(
                                        api.operation().id(),
                                        policy.decide(agent, api, facts, ForgeFacts.NONE));
                    };
            case Route.Download download ->
                    explanation(
                            download.kind(),
                            policy.decideDownload(agent, download.repository(), download.kind()));
            case Route.Git git ->
                    explanation(
                            git.service().word(), policy.decideGit(agent, git, PushFacts.NOTHING));
            case Route.Lfs lfs ->
                    explanation(lfs.call().word(), policy.decideLfs(agent, lfs, LfsFacts.NOTHING));
            case Route.Attachment attachment ->
                    new Explanation.Depends(
                            "attachment",
                            "attachments seen",
                            "an attachment is granted once an answer about a granted repository has shown it");
            case Route.Broker broker -> explanation("broker", OwnAccount.DECISION);
        };
    }

    private static Explanation explanation(String operation, Decision decision) {
        return switch (decision) {
            case Decision.Permit permit -> new Explanation.Permitted(operation, permit.rule());
            case Decision.Verify verify ->
                    new Explanation.Depends(
                            operation, verify.rule(), "permitted if the pushed objects allow it");
            case Decision.Refuse refuse ->
                    new Explanation.Refused(Optional.of(operation), refuse.refusal());
            case Decision.Inquire inquire ->
                    new Explanation.Depends(
                            operation,
                            inquire.rule(),
                            inquire.inquiries().stream()
                                    .map(Explainer::question)
                                    .sorted()
                                    .reduce((one, other) -> one + "; " + other)
                                    .orElse(""));
        };
    }

    private static String question(Inquiry inquiry) {
        return switch (inquiry) {
            case Inquiry.DefaultBranch branch ->
                    "permitted if push: of the grant covers the repository's default branch";
            case Inquiry.PullRequest pull ->
                    "permitted if push: of the grant covers the branches of pull request "
                            + pull.index();
        };
    }
}
