package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Refusal;
import java.io.IOException;

/// One operation of the API.
@FunctionalInterface
interface Operation {
    Answer answer(Call call) throws IOException, Refusal;
}
