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

    /// On a request that came through a loopback port: where the client believes the forge to be,
    /// as `http://127.0.0.1:3000`. The forge's own addresses in the answer begin with it then.
    public static final String BASE = "Gatehouse-Base";

    private HeaderNames() {}
}
