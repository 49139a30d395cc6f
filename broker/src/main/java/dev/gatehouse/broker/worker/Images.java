package dev.gatehouse.broker.worker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerConfig;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;

/// Images of this host.
final class Images {
    private Images() {}

    /// Nothing is pulled: which image a worker gets is the operator's decision.
    ///
    /// @return its id
    /// @throws IOException where it is not on this host, or is no worker's
    static String require(DockerClient docker, String image) throws IOException {
        try {
            InspectImageResponse found = docker.inspectImageCmd(image).exec();
            if (!labels(found).containsKey(Layout.PROFILE_LABEL)) {
                throw new IOException(
                        "image "
                                + image
                                + " is no worker image: it has no label "
                                + Layout.PROFILE_LABEL
                                + "; build one with ./dev image");
            }
            return Objects.requireNonNull(found.getId(), "an image has an id");
        } catch (NotFoundException missing) {
            throw new IOException(
                    "image "
                            + image
                            + " is not on this host: build it with ./dev image, or docker pull it",
                    missing);
        }
    }

    static Map<String, String> labels(InspectImageResponse image) {
        ContainerConfig config = image.getConfig();
        Map<String, String> labels = config == null ? null : config.getLabels();
        return labels == null ? Map.of() : labels;
    }
}
