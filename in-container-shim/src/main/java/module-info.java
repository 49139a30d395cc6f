/// The `forge` command of an agent's container.
@org.jspecify.annotations.NullMarked
module dev.gatehouse.shim {
    requires static org.jspecify;
    requires dev.gatehouse.protocol;

    provides java.security.Provider with
            dev.gatehouse.shim.UrandomProvider;
}
