/// Man pages and shell completion, made from the commands themselves when the package is built.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.cli.pages;
