package dev.gatehouse.broker.cli.worker;

import dev.gatehouse.broker.agent.AgentName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// An agent's name on the command line.
final class AgentWord implements ITypeConverter<AgentName> {
    @Override
    public AgentName convert(String text) {
        try {
            return new AgentName(text);
        } catch (IllegalArgumentException notAName) {
            throw new TypeConversionException(String.valueOf(notAName.getMessage()));
        }
    }
}
