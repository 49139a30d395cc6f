package dev.gatehouse.broker.worker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.NetworkSettings;
import com.github.dockerjava.api.model.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What Docker says of a container that is as its spec asks for, in all that is not changed here.
public final class TestingContainer extends InspectContainerResponse {
    public static final String IMAGE_ID = "sha256:" + "1".repeat(64);

    private String name;
    private String imageId = IMAGE_ID;
    private final ContainerConfig config;
    private final HostConfig host;
    private final Map<String, Mount> mounts = new TreeMap<>();
    private final Map<String, ContainerNetwork> networks = new TreeMap<>();

    private TestingContainer(WorkerSpec spec) {
        this.name = "/" + spec.container();
        this.config =
                new ContainerConfig()
                        .withUser(spec.userAndGroup())
                        .withEnv(ContainerPlan.environment(spec, List.of()).toArray(String[]::new));
        // Docker says so where nothing was asked for.
        this.host =
                ContainerPlan.hostConfig(spec).withPidMode("").withUtSMode("").withUsernsMode("");
        for (com.github.dockerjava.api.model.Mount mount : ContainerPlan.mounts(spec)) {
            String source = Objects.requireNonNull(mount.getSource());
            mounts.put(
                    Objects.requireNonNull(mount.getTarget()),
                    new NamedMount(
                            mount.getType() == MountType.VOLUME ? source : null,
                            source,
                            Objects.requireNonNull(mount.getTarget()),
                            !Boolean.TRUE.equals(mount.getReadOnly())));
        }
        networks.put(spec.network(), new ContainerNetwork());
    }

    public static TestingContainer of(WorkerSpec spec) {
        return new TestingContainer(spec);
    }

    public TestingContainer named(String other) {
        name = "/" + other;
        return this;
    }

    public TestingContainer ofImage(String id) {
        imageId = id;
        return this;
    }

    public TestingContainer ofUser(String other) {
        config.withUser(other);
        return this;
    }

    /// Beside the spec's own.
    public TestingContainer withVariable(String line) {
        List<String> lines = new ArrayList<>(List.of(config.getEnv()));
        lines.add(line);
        config.withEnv(lines.toArray(String[]::new));
        return this;
    }

    public TestingContainer with(Consumer<HostConfig> change) {
        change.accept(host);
        return this;
    }

    public TestingContainer inNetwork(String other) {
        networks.put(other, new ContainerNetwork());
        return this;
    }

    /// In place of one that is at the same target.
    public TestingContainer withBind(String source, String target, boolean writable) {
        mounts.put(target, new NamedMount(null, source, target, writable));
        return this;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getImageId() {
        return imageId;
    }

    @Override
    public ContainerConfig getConfig() {
        return config;
    }

    @Override
    public HostConfig getHostConfig() {
        return host;
    }

    @Override
    public List<Mount> getMounts() {
        return List.copyOf(mounts.values());
    }

    @Override
    public NetworkSettings getNetworkSettings() {
        return new Networks(networks);
    }

    /// Has a name where it is a volume.
    private static final class NamedMount extends Mount {
        private final @Nullable String name;

        NamedMount(@Nullable String name, String source, String target, boolean writable) {
            this.name = name;
            withSource(source).withDestination(new Volume(target)).withRw(writable);
        }

        @Override
        public @Nullable String getName() {
            return name;
        }
    }

    @SuppressWarnings("serial")
    private static final class Networks extends NetworkSettings {
        private final Map<String, ContainerNetwork> networks;

        Networks(Map<String, ContainerNetwork> networks) {
            this.networks = networks;
        }

        @Override
        public Map<String, ContainerNetwork> getNetworks() {
            return networks;
        }
    }
}
