/// The straight line of a call to a model, up to "may go": decided, budgeted, on record.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.admission.model;
