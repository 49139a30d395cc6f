package dev.gatehouse.protocol;

/// Headers that only Gatehouse sets; the broker drops them from whatever else sends them.
public final class HeaderNames {
    /// On every refusal: the word of its [RefusalCode]. Its presence tells a refusal from Forgejo's
    /// own error.
    public static final String REFUSAL = "Gatehouse-Refusal";

    /// On every answer: the id under which the operator finds this exchange in the audit and the
    /// log.
    public static final String EXCHANGE = "Gatehouse-Exchange";

    /// On an answer to a call of which something was not sent on: the dropped query and body names.
    public static final String DROPPED = "Gatehouse-Dropped";

    private HeaderNames() {}
}
