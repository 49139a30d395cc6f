package dev.gatehouse.broker.worker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerConfig;
import dev.gatehouse.broker.worker.docker.Engine;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Images of this host.
final class Images {
    private Images() {}

    /// Nothing is pulled: which image a worker gets is the operator's decision.
    ///
    /// @return what the engine says of it
    /// @throws IOException where it is not on this host, or is no worker's
    static InspectImageResponse require(DockerClient docker, String image) throws IOException {
        InspectImageResponse found =
                Engine.ask("look at image " + image, () -> inspect(docker, image));
        if (found == null) {
            throw new IOException(
                    "image "
                            + image
                            + " is not on this host: build it with ./dev image, or docker pull it");
        }
        if (!labels(found).containsKey(Layout.PROFILE_LABEL)) {
            throw new IOException(
                    "image "
                            + image
                            + " is no worker image: it has no label "
                            + Layout.PROFILE_LABEL
                            + "; build one with ./dev image");
        }
        return found;
    }

    private static @Nullable InspectImageResponse inspect(DockerClient docker, String image) {
        try {
            return docker.inspectImageCmd(image).exec();
        } catch (NotFoundException missing) {
            return null;
        }
    }

    /// `NAME=value`.
    static List<String> environment(InspectImageResponse image) {
        ContainerConfig config = image.getConfig();
        String[] environment = config == null ? null : config.getEnv();
        return environment == null ? List.of() : Arrays.asList(environment);
    }

    static Map<String, String> labels(InspectImageResponse image) {
        ContainerConfig config = image.getConfig();
        Map<String, String> labels = config == null ? null : config.getLabels();
        return labels == null ? Map.of() : labels;
    }
}
