/// Reads single values out of JSON of any size without holding the document. Pure.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.model.json;
