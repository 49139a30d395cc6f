# Finds a docker command that builds here: sets DOCKER and DOCKER_BUILDKIT, if the environment does not
# say them, as where a build starts others. Sourced.

find_docker() {
    DOCKER=${DOCKER:-docker}
    command -v "$DOCKER" >/dev/null || fail "$DOCKER is missing; run ./dev setup docker"
    "$DOCKER" version --format '{{.Server.Version}}' >/dev/null 2>&1 ||
        fail "no Docker Engine answers; run ./dev setup docker"
    if [ -n "${DOCKER_BUILDKIT:-}" ]; then
        export DOCKER_BUILDKIT
        return
    fi
    # A command since 23 needs the plug-in buildx for BuildKit; an older one has it inside, and may
    # lie behind a newer one.
    DOCKER_BUILDKIT=0
    for command in docker /usr/bin/docker; do
        command -v "$command" >/dev/null || continue
        client=$("$command" version --format '{{.Client.Version}}' 2>/dev/null) || continue
        if [ "${client%%.*}" -lt 23 ] || "$command" buildx version >/dev/null 2>&1; then
            DOCKER=$command
            DOCKER_BUILDKIT=1
            break
        fi
    done
    export DOCKER_BUILDKIT
}

engine_architecture() {
    "$DOCKER" version --format '{{.Server.Arch}}'
}
