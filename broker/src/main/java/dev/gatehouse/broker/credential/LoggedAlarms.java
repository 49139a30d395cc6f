package dev.gatehouse.broker.credential;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes each alarm to the log: what, where, what to do.
public final class LoggedAlarms implements Alarms {
    private static final Logger LOG = LoggerFactory.getLogger(LoggedAlarms.class);

    @Override
    public void raise(Alarm alarm) {
        String sentence = sentence(alarm);
        if (alarm instanceof Alarm.TokenEchoed) {
            LOG.warn("{}", sentence);
        } else {
            LOG.error("{}", sentence);
        }
    }

    /// For the operator alone: names accounts, and where tokens are.
    public static String sentence(Alarm alarm) {
        return switch (alarm) {
            case Alarm.CredentialRejected it ->
                    "Forgejo answers 401 to the token of agent '%s' (account '%s'): nothing is sent until the source holds another token"
                            .formatted(it.agent(), it.account());
            case Alarm.KeyRejected it ->
                    "The model's server answers 401 to the key of agent '%s': its calls are refused until the source holds another key"
                            .formatted(it.agent());
            case Alarm.IdentityMismatch it ->
                    "The token of agent '%s' belongs to '%s', not to '%s': nothing is sent until the source holds a token of '%s'"
                            .formatted(it.agent(), it.actual(), it.account(), it.account());
            case Alarm.AccountUnproven it ->
                    "Forgejo does not tell whose the token of agent '%s' is (%s): nothing is sent until it is proven to be a token of '%s'"
                            .formatted(it.agent(), it.why(), it.account());
            case Alarm.TokenUnreadable it ->
                    "Cannot read a token for agent '%s': %s; %s (%s)"
                            .formatted(
                                    it.agent(),
                                    it.problem(),
                                    it.remedy(),
                                    it.olderTokenInUse()
                                            ? "calls go on with the one read before"
                                            : "nothing is sent until then");
            case Alarm.TokenEchoed it ->
                    "An answer to agent '%s' held a token of this broker; it was masked"
                            .formatted(it.agent());
        };
    }
}
