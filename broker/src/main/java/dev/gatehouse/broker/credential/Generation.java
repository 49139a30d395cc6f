package dev.gatehouse.broker.credential;

import dev.gatehouse.broker.agent.AgentName;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// One token between being read and being replaced. Its holding has it once and every open loan has
/// it once; the last to let go wipes it. Any thread.
public final class Generation {
    private final AgentName agent;
    private final long number;
    private final Secret secret;
    private final AtomicInteger holders = new AtomicInteger(1);

    public Generation(AgentName agent, long number, Secret secret) {
        this.agent = agent;
        this.number = number;
        this.secret = secret;
    }

    AgentName agent() {
        return agent;
    }

    long number() {
        return number;
    }

    public Secret secret() {
        return secret;
    }

    /// @return none once the token is replaced and wiped
    public Optional<Loan> lend() {
        return tryHold() ? Optional.of(new Loan(this)) : Optional.empty();
    }

    /// @return false once the token is replaced and wiped
    boolean tryHold() {
        int seen = holders.get();
        while (seen > 0) {
            int witness = holders.compareAndExchange(seen, seen + 1);
            if (witness == seen) {
                return true;
            }
            seen = witness;
        }
        return false;
    }

    public void release() {
        if (holders.decrementAndGet() == 0) {
            secret.close();
        }
    }
}
