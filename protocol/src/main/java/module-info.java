/// The words that the broker and the in-container shim share.
@org.jspecify.annotations.NullMarked
module dev.gatehouse.protocol {
    requires static org.jspecify;

    exports dev.gatehouse.protocol;
}
