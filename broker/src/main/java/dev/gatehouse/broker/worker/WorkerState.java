package dev.gatehouse.broker.worker;

import java.util.List;

/// A worker's container as it is now.
///
/// @param state Docker's word, such as `running`; `none` where there is no container
/// @param id in full; empty where there is none
/// @param created when, as Docker writes it; empty where there is none
/// @param registered whether the daemon serves this very container
/// @param driftReasons how it differs from the configuration
public record WorkerState(
        String agent,
        String container,
        String state,
        String id,
        String image,
        String created,
        boolean registered,
        List<String> driftReasons) {
    public WorkerState {
        driftReasons = List.copyOf(driftReasons);
    }
}
