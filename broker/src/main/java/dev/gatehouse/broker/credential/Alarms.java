package dev.gatehouse.broker.credential;

/// Where alarms go. Any thread; must not block.
@FunctionalInterface
public interface Alarms {
    void raise(Alarm alarm);
}
