/// What a check may find: each symptom with its level, why it matters and the command that mends
/// it.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.doctor.finding;
