/// Git's wire formats, read strictly and written anew. Pure: bytes in, values out.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.git;
