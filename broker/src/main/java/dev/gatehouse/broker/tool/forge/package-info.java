/// The forge's API as tools use it: documents, pages, and failures in words.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.tool.forge;
