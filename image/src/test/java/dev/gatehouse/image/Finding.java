package dev.gatehouse.image;

/// A rule of hardening that an instruction breaks.
record Finding(int line, Rule rule) {
    /// What no Dockerfile here does, and why.
    enum Rule {
        /// `latest` and names without a tag are another image tomorrow.
        UNPINNED_BASE,
        /// ADD fetches and unpacks unseen; COPY says what it does.
        ADD,
        /// What is copied from the context would keep the owner that the builder happens to give.
        COPY_WITHOUT_OWNER,
        /// The last user is what a container runs as unless told otherwise.
        ROOT_AT_RUN_TIME,
        /// Values of ENV and ARG stand in the image's history for ever.
        SECRET_IN_HISTORY,
        /// A proxy or a door of today is wrong tomorrow, and may carry a password.
        PROXY_IN_IMAGE,
        /// Nothing here may become another user.
        PRIVILEGE,
        /// What is fetched without a pin is run as it comes.
        UNPINNED_FETCH,
        /// Unsigned packages, or TLS without a look at the certificate.
        UNVERIFIED_FETCH,
        /// Lists of packages are stale at once.
        PACKAGE_LISTS_LEFT,
        /// Recommended packages are what nobody asked for.
        RECOMMENDED_PACKAGES,
        /// A shell between the engine and the entry point eats signals.
        SHELL_FORM,
        /// A worker without its entry point ends at once.
        NO_ENTRY_POINT,
        /// Nothing in these containers listens to a network.
        EXPOSED_PORT,
        /// A volume that the operator did not name is kept by nobody.
        UNNAMED_VOLUME,
    }
}
