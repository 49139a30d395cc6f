package dev.gatehouse.broker.agent;

import java.util.regex.Pattern;

/// The login of the Forgejo user that an agent's token must belong to.
public record AccountName(String value) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

    public AccountName {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "'"
                            + value
                            + "' is not a Forgejo account: letters, digits, '.', '_' and '-', at most 40");
        }
    }

    public static boolean isValid(String value) {
        return SHAPE.matcher(value).matches();
    }

    /// Forgejo compares logins ignoring case; only ASCII can occur here.
    public boolean isLogin(String login) {
        return value.equalsIgnoreCase(login);
    }

    @Override
    public String toString() {
        return value;
    }
}
