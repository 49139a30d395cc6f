package dev.gatehouse.broker.credential;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes each alarm to the log: what, where, what to do.
public final class LoggedAlarms implements Alarms {
    private static final Logger LOG = LoggerFactory.getLogger(LoggedAlarms.class);

    @Override
    public void raise(Alarm alarm) {
        switch (alarm) {
            case Alarm.CredentialRejected it ->
                    LOG.error(
                            "Forgejo answers 401 to the token of agent '{}' (account '{}'): nothing is"
                                    + " sent until the source holds another token",
                            it.agent(),
                            it.account());
            case Alarm.KeyRejected it ->
                    LOG.error(
                            "The model's server answers 401 to the key of agent '{}': its calls are"
                                    + " refused until the source holds another key",
                            it.agent());
            case Alarm.IdentityMismatch it ->
                    LOG.error(
                            "The token of agent '{}' belongs to '{}', not to '{}': nothing is sent until"
                                    + " the source holds a token of '{}'",
                            it.agent(),
                            it.actual(),
                            it.account(),
                            it.account());
            case Alarm.AccountUnproven it ->
                    LOG.error(
                            "Forgejo does not tell whose the token of agent '{}' is ({}): nothing is sent"
                                    + " until it is proven to be a token of '{}'",
                            it.agent(),
                            it.why(),
                            it.account());
            case Alarm.TokenUnreadable it ->
                    LOG.error(
                            "Cannot read a token for agent '{}': {}; {} ({})",
                            it.agent(),
                            it.problem(),
                            it.remedy(),
                            it.olderTokenInUse()
                                    ? "calls go on with the one read before"
                                    : "nothing is sent until then");
            case Alarm.TokenEchoed it ->
                    LOG.warn(
                            "An answer to agent '{}' held a token of this broker; it was masked",
                            it.agent());
        }
    }
}
