/// Who and what exists on the demo forge: accounts, tokens, repositories, issues, pull requests,
/// releases.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.demoforge.world;
