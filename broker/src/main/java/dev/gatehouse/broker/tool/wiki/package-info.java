/// Tools for the pages of a repository's wiki.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.tool.wiki;
