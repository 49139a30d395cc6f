#!/bin/sh
# Makes a base image from Debian's packages, for where no registry answers: base.sh NAME:TAG ARCH.
# The tag must begin with a release of Debian (debian:bookworm-slim). The image carries the label
# dev.gatehouse.base=mmdebstrap, and is written as an archive of our own: `docker import` of older
# engines labels everything with the engine's own architecture, and stamps the hour.
set -eu

image=${1:?usage: base.sh NAME:TAG ARCH}
architecture=${2:?usage: base.sh NAME:TAG ARCH}
release=${image##*:}
release=${release%%-*}
epoch=${SOURCE_DATE_EPOCH:?SOURCE_DATE_EPOCH must say the time of files}
docker=${DOCKER:-docker}

command -v mmdebstrap >/dev/null || {
    echo "base.sh: $image cannot be pulled, and mmdebstrap, which would make it, is missing; run ./dev setup docker" >&2
    exit 1
}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/archive"

# What Debian's own slim images leave out; licences stay.
if ! mmdebstrap --quiet --variant=minbase --architectures="$architecture" ${MMDEBSTRAP_SKIP:+"--skip=$MMDEBSTRAP_SKIP"} \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/info/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
    --dpkgopt='path-include=/usr/share/doc/*/copyright' \
    "$release" "$scratch/archive/layer.tar" >"$scratch/log" 2>&1; then
    echo "base.sh: mmdebstrap could not make Debian $release for $architecture:" >&2
    tail -n 15 "$scratch/log" >&2
    exit 1
fi

digest=$(sha256sum "$scratch/archive/layer.tar")
created=$(date -u -d "@$epoch" +%Y-%m-%dT%H:%M:%SZ)
cat >"$scratch/archive/config.json" <<JSON
{
  "architecture": "$architecture",
  "os": "linux",
  "created": "$created",
  "config": {
    "Cmd": ["sh"],
    "Env": ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],
    "Labels": { "dev.gatehouse.base": "mmdebstrap" }
  },
  "history": [{ "created": "$created", "created_by": "mmdebstrap --variant=minbase $release" }],
  "rootfs": { "type": "layers", "diff_ids": ["sha256:${digest%% *}"] }
}
JSON
printf '[{"Config":"config.json","RepoTags":["%s"],"Layers":["layer.tar"]}]\n' "$image" \
    >"$scratch/archive/manifest.json"
tar -C "$scratch/archive" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$epoch" -cf - . |
    "$docker" load --quiet
