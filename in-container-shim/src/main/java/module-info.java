/// The `forge` command of an agent's container.
@org.jspecify.annotations.NullMarked
module dev.gatehouse.shim {
    requires static org.jspecify;
    requires dev.gatehouse.protocol;
}
