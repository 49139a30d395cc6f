package dev.gatehouse.broker.git;

import static org.assertj.core.api.Assertions.assertThat;

/// What must be true of any fetch's body.
final class TestingFetches {
    private TestingFetches() {}

    static void check(byte[] bytes) {
        switch (UploadRequest.parse(bytes)) {
            case Parsing.Malformed(String problem) ->
                    assertThat(problem)
                            .as("in our own words")
                            .startsWith("the fetch cannot be read: ")
                            .matches("[ -~]{1,200}");
            case Parsing.Parsed(UploadRequest request) -> {
                assertThat(request.wants()).hasSizeLessThanOrEqualTo(16);
                assertThat(request.wantCount() + request.haveCount())
                        .as("each has its bytes")
                        .isLessThanOrEqualTo(bytes.length / 5);
                assertThat(String.join("", request.wants())).doesNotContainPattern("\\p{Cntrl}");
                assertThat(request.filter().orElse("-")).matches("[!-~]{1,256}");
                assertThat(request.depth().orElse(0)).isNotNegative();
            }
        }
    }
}
