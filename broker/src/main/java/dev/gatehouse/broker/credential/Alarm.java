package dev.gatehouse.broker.credential;

import dev.gatehouse.broker.agent.AccountName;
import dev.gatehouse.broker.agent.AgentName;

/// What an operator has to know about a token. Never holds one.
public sealed interface Alarm {
    AgentName agent();

    /// Forgejo answered 401, and the source has no other token.
    record CredentialRejected(AgentName agent, AccountName account) implements Alarm {}

    /// The model's server answered 401 to the agent's key, and the source has no other.
    record KeyRejected(AgentName agent) implements Alarm {}

    /// @param actual the login that Forgejo named, or a stand-in where that is no login
    record IdentityMismatch(AgentName agent, AccountName account, String actual) implements Alarm {}

    /// @param why what kept Forgejo from naming the account
    record AccountUnproven(AgentName agent, AccountName account, String why) implements Alarm {}

    /// @param problem names the source
    /// @param remedy what to run
    /// @param olderTokenInUse whether calls go on with the token that was read before
    record TokenUnreadable(AgentName agent, String problem, String remedy, boolean olderTokenInUse)
            implements Alarm {}

    /// An answer to this agent held a token, which was masked.
    record TokenEchoed(AgentName agent) implements Alarm {}
}
