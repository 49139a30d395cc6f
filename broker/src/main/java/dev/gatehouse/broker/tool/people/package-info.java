/// Tools that look up who there is: organizations, teams, users, and the packages they own.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.tool.people;
