package dev.gatehouse.broker.model.budget;

import dev.gatehouse.broker.model.ModelLimits;
import dev.gatehouse.broker.model.budget.Entry.Entered;
import dev.gatehouse.broker.model.budget.Entry.Refused;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// What one agent has used and may still use. A call is let in while what was used and what the
/// calls under way can use at most is below each limit, so that a limit is passed by one call at
/// most, however many begin at once. Safe to use from any thread; holds its lock for a few
/// additions, and waits for nothing else.
public final class Budget {
    private static final String WAIT = "Wait, or ask the operator.";

    /// When calls under way leave no room: how long one may take, at a guess.
    private static final int UNDER_WAY_SECONDS = 5;

    private final InstantSource clock;
    private final MinuteWindow requests = new MinuteWindow();
    private final MinuteWindow tokens = new MinuteWindow();
    private final Map<Limit, Long> refused = new EnumMap<>(Limit.class);
    private BudgetTerms terms;
    private DayCount day;
    private boolean dayKnown;
    private int underWay;
    private long boundTokens;
    private BigDecimal boundMoney = BigDecimal.ZERO;

    Budget(BudgetTerms terms, InstantSource clock, DayCount day, boolean dayKnown) {
        this.terms = terms;
        this.clock = clock;
        this.day = day;
        this.dayKnown = dayKnown;
    }

    /// @param model the call's; none where it uses none, as a list of models
    /// @param bound what the call can use at most, as far as is known yet
    public synchronized Entry enter(Optional<String> model, TokenBound bound) {
        Instant now = clock.instant();
        turn(now);
        Optional<Price> price = model.flatMap(terms.prices()::price);
        Optional<Refused> no = objection(model, price, now.getEpochSecond());
        if (no.isPresent()) {
            refused.merge(no.get().limit(), 1L, Long::sum);
            return no.get();
        }
        underWay++;
        requests.add(now.getEpochSecond(), 1);
        day = day.plusRequest();
        Reservation reservation = new Reservation(this, price, bound);
        occupy(reservation, 1);
        return new Entered(reservation);
    }

    /// Changed limits apply at once; what was used stays counted.
    synchronized void replace(BudgetTerms changed) {
        terms = changed;
    }

    public synchronized BudgetSnapshot snapshot() {
        Instant now = clock.instant();
        turn(now);
        return new BudgetSnapshot(
                requests.sum(now.getEpochSecond()),
                day.requests(),
                tokens.sum(now.getEpochSecond()),
                day.tokens(),
                day.money(),
                underWay,
                refused);
    }

    /// What is to be kept on disk; none where what stands there could not be read.
    synchronized Optional<DayCount> day() {
        turn(clock.instant());
        return dayKnown ? Optional.of(day) : Optional.empty();
    }

    synchronized void rebind(Reservation reservation, TokenBound known) {
        if (!reservation.isFinished()) {
            occupy(reservation, -1);
            reservation.hold(known);
            occupy(reservation, 1);
        }
    }

    synchronized TokenBound boundOf(Reservation reservation) {
        return reservation.heldBound();
    }

    synchronized void end(Reservation reservation, TokenCount used) {
        if (!reservation.finish()) {
            return;
        }
        Instant now = clock.instant();
        turn(now);
        occupy(reservation, -1);
        underWay--;
        tokens.add(now.getEpochSecond(), used.total());
        BigDecimal cost = reservation.price().map(price -> price.of(used)).orElse(BigDecimal.ZERO);
        day = day.plus(used, cost);
    }

    private void occupy(Reservation reservation, int sign) {
        TokenBound bound = reservation.heldBound();
        boundTokens += sign * bound.total();
        BigDecimal cost = reservation.price().map(price -> price.of(bound)).orElse(BigDecimal.ZERO);
        boundMoney = sign > 0 ? boundMoney.add(cost) : boundMoney.subtract(cost);
    }

    private void turn(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (today.isAfter(day.day())) {
            day = DayCount.begin(today);
            dayKnown = true;
        }
    }

    private Optional<Refused> objection(Optional<String> model, Optional<Price> price, long now) {
        ModelLimits limits = terms.limits();
        if (!dayKnown && limits.countsDays()) {
            return today(Limit.DAY_UNKNOWN, "what was used today could not be read from the disk");
        }
        if (limits.moneyPerDay().isPresent() && model.isPresent() && price.isEmpty()) {
            return today(Limit.NO_PRICE, "no price for model " + model.get());
        }
        if (underWay >= limits.concurrent()) {
            return soon(
                    Limit.CONCURRENT,
                    limits.concurrent() + " calls are under way, as many as may be",
                    UNDER_WAY_SECONDS);
        }
        if (requests.sum(now) >= limits.requestsPerMinute()) {
            return soon(
                    Limit.REQUESTS_PER_MINUTE,
                    limits.requestsPerMinute() + " requests were made in the last minute",
                    requests.secondsUntilBelow(now, limits.requestsPerMinute()));
        }
        long perMinute = limits.tokensPerMinute().orElse(Long.MAX_VALUE);
        if (tokens.sum(now) >= perMinute) {
            return soon(
                    Limit.TOKENS_PER_MINUTE,
                    tokens.sum(now) + " of " + perMinute + " tokens were used in the last minute",
                    tokens.secondsUntilBelow(now, perMinute));
        }
        if (tokens.sum(now) + boundTokens >= perMinute) {
            return soon(
                    Limit.TOKENS_PER_MINUTE,
                    "the calls under way may use what is left of " + perMinute + " tokens a minute",
                    UNDER_WAY_SECONDS);
        }
        return dayObjection(limits);
    }

    private Optional<Refused> dayObjection(ModelLimits limits) {
        long mostRequests = limits.requestsPerDay().orElse(Long.MAX_VALUE);
        if (day.requests() >= mostRequests) {
            return today(Limit.REQUESTS_PER_DAY, mostRequests + " requests were made today");
        }
        long mostTokens = limits.tokensPerDay().orElse(Long.MAX_VALUE);
        if (day.tokens().total() >= mostTokens) {
            return today(Limit.TOKENS_PER_DAY, mostTokens + " tokens were used today");
        }
        if (day.tokens().total() + boundTokens >= mostTokens) {
            return soon(
                    Limit.TOKENS_PER_DAY,
                    "the calls under way may use what is left of today's " + mostTokens + " tokens",
                    UNDER_WAY_SECONDS);
        }
        return limits.moneyPerDay().flatMap(this::moneyObjection);
    }

    private Optional<Refused> moneyObjection(BigDecimal most) {
        if (day.money().compareTo(most) >= 0) {
            return today(Limit.MONEY_PER_DAY, most.toPlainString() + " of money was spent today");
        }
        if (day.money().add(boundMoney).compareTo(most) >= 0) {
            return soon(
                    Limit.MONEY_PER_DAY,
                    "the calls under way may spend what is left of today's " + most.toPlainString(),
                    UNDER_WAY_SECONDS);
        }
        return Optional.empty();
    }

    private Optional<Refused> soon(Limit limit, String detail, long seconds) {
        return Optional.of(
                new Refused(
                        limit,
                        rule(limit),
                        detail,
                        WAIT,
                        Optional.of(Duration.ofSeconds(seconds))));
    }

    private Optional<Refused> today(Limit limit, String detail) {
        return Optional.of(
                new Refused(limit, rule(limit), detail, "Ask the operator.", Optional.empty()));
    }

    private String rule(Limit limit) {
        return switch (limit) {
            case NO_PRICE -> "prices";
            case DAY_UNKNOWN -> terms.path();
            case REQUESTS_PER_MINUTE,
                    REQUESTS_PER_DAY,
                    TOKENS_PER_MINUTE,
                    TOKENS_PER_DAY,
                    MONEY_PER_DAY,
                    CONCURRENT ->
                    terms.path() + "." + limit.word();
        };
    }
}
