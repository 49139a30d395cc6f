/// A YAML file as a tree whose nodes know their line and column. Knows no key of Gatehouse, and
/// nothing it says repeats the file's text.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.config.yaml;
