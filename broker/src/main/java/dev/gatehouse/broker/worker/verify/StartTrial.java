package dev.gatehouse.broker.worker.verify;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import dev.gatehouse.broker.worker.HealthCheck;
import dev.gatehouse.broker.worker.Registry;
import dev.gatehouse.broker.worker.Trial;
import dev.gatehouse.broker.worker.WorkerSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The doors tried from inside, where they are the only ways out; then each [Invariant].
public final class StartTrial implements Trial {
    private final DockerClient docker;
    private final Look look;

    public StartTrial(DockerClient docker, Registry registry) {
        this.docker = docker;
        // What may be mounted was decided when the spec was made.
        this.look = new Look(docker, registry, List.of());
    }

    @Override
    public List<String> failures(WorkerSpec spec, InspectContainerResponse container)
            throws IOException {
        List<String> failures = new ArrayList<>();
        if (spec.network().equals(WorkerSpec.NO_NETWORK)) {
            HealthCheck.DOORS
                    .failure(docker, spec.agent(), container.getId(), spec.user())
                    .ifPresent(failures::add);
        }
        for (Finding finding : look.at(spec, container)) {
            finding.breaches()
                    .forEach(breach -> failures.add(finding.invariant().word() + ": " + breach));
        }
        return failures;
    }
}
