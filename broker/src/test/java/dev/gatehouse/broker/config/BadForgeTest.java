package dev.gatehouse.broker.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadForgeTest {
    @ParameterizedTest(name = "{index}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    https://forge.example.org                    | http://forge.example.org                                         | 2:8: forge.url: plain http would show the token to the network; use https, or say 'allow-plaintext: true' below 'forge'
                    https://forge.example.org                    | http://localhost.example.org                                     | 2:8: forge.url: plain http would show the token to the network; use https, or say 'allow-plaintext: true' below 'forge'
                    https://forge.example.org                    | http://127.0.0.1.example.org                                     | 2:8: forge.url: plain http would show the token to the network; use https, or say 'allow-plaintext: true' below 'forge'
                    https://forge.example.org                    | https://u:p@forge.example.org                                    | 2:8: forge.url: the URL holds a user name or password; remove all up to the '@'; secrets never stand in this file
                    https://forge.example.org                    | https://u:p@q@forge.example.org                                  | 2:8: forge.url: the URL holds a user name or password; remove all up to the '@'; secrets never stand in this file
                    https://forge.example.org                    | https://forge.example.org/?token=x                               | 2:8: forge.url: the URL has a query or fragment; end it before the '?' or '#'
                    https://forge.example.org                    | "https://forge.example.org#x"                                    | 2:8: forge.url: the URL has a query or fragment; end it before the '?' or '#'
                    https://forge.example.org                    | forge.example.org                                                | 2:8: forge.url: an http or https URL was expected; write one such as https://forge.example.org
                    https://forge.example.org                    | ssh://forge.example.org                                          | 2:8: forge.url: an http or https URL was expected; write one such as https://forge.example.org
                    https://forge.example.org                    | "https://"                                                       | 2:8: forge.url: an http or https URL was expected; write one such as https://forge.example.org
                    https://forge.example.org                    | https:///x                                                       | 2:8: forge.url: the URL names no valid host and port; write one such as https://forge.example.org
                    https://forge.example.org                    | https://for ge                                                   | 2:8: forge.url: an http or https URL was expected; write one such as https://forge.example.org
                    https://forge.example.org                    | https://forge.example.org:99999                                  | 2:8: forge.url: the URL names no valid host and port; write one such as https://forge.example.org
                    https://forge.example.org                    | https://forge.example.org:0                                      | 2:8: forge.url: the URL names no valid host and port; write one such as https://forge.example.org
                    https://forge.example.org                    | https://forge.example.org/a/../b                                 | 2:8: forge.url: the URL's path is not plain; use A-Za-z0-9._~- between single slashes
                    https://forge.example.org                    | https://forge.example.org//b                                     | 2:8: forge.url: the URL's path is not plain; use A-Za-z0-9._~- between single slashes
                    https://forge.example.org                    | https://forge.example.org/%2e%2e                                 | 2:8: forge.url: the URL's path is not plain; use A-Za-z0-9._~- between single slashes
                    https://forge.example.org                    | [https://forge.example.org]                                      | 2:8: forge.url: a text was expected, not a list; write one plain value
                    https://forge.example.org                    | https://forge.example.org\\n  public-url: http://git.example.org | 3:15: forge.public-url: plain http would show the token to the network; use https, or say 'allow-plaintext: true' below 'forge'
                    https://forge.example.org                    | https://forge.example.org\\n  ca-file: forge-ca.pem              | 3:12: forge.ca-file: an absolute path was expected; begin it with '/'
                    https://forge.example.org                    | https://forge.example.org\\n  ca-file: /nonexistent/forge-ca.pem | 3:12: forge.ca-file: the file is not there, or not readable for the broker; name a file of PEM certificates, or remove 'ca-file'
                    https://forge.example.org                    | https://forge.example.org\\n  allow-plaintext: yes               | 3:20: forge.allow-plaintext: true or false was expected, not a text; write true or false, without quotes
                    https://forge.example.org                    | https://forge.example.org\\n  timeouts: { connect: 10 }          | 3:24: forge.timeouts.connect: a time was expected, not a number; write one such as 10s; units are ms, s and m
                    https://forge.example.org                    | https://forge.example.org\\n  timeouts: { idle: 1ms }            | 3:21: forge.timeouts.idle: the time is out of range; use 100ms to 60m
                    https://forge.example.org                    | https://forge.example.org\\n  timeouts: { first-byte: 10h }      | 3:27: forge.timeouts.first-byte: a time was expected, not a text; write one such as 10s; units are ms, s and m
                    https://forge.example.org                    | https://forge.example.org\\n  timeout: { connect: 10s }          | 3:3: forge: 'timeout' is not a key here; did you mean 'timeouts'?
                    forge:\\n  url: https://forge.example.org\\n | ``                                                               | 1:1: 'forge' is missing; add 'forge:' with the forge's url below it
                    \\n  url: https://forge.example.org          | ``                                                               | 1:7: forge: a mapping was expected, not nothing; write 'key: value' lines below it
                    """)
    void refusesAForgeThatIsNotOneOrWouldLeak(String piece, String instead, String expected) {
        String yaml = TestingConfiguration.with(piece, instead);

        assertThat(TestingConfiguration.problems(yaml))
                .as("one problem, with its place and what to do")
                .containsExactly("gatehouse.yaml:" + expected);
    }
}
