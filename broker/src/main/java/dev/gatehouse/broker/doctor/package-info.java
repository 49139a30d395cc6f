/// What is wrong with an installation, found out without the broker's help: it may be up, down or
/// hung.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.doctor;
