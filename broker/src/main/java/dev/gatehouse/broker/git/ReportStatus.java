package dev.gatehouse.broker.git;

import dev.gatehouse.broker.text.Harmless;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The answer to a push in receive-pack's own words (gitprotocol-pack, "Report Status"), so that
/// git shows a refusal as it shows one of a forge's hook.
public final class ReportStatus {
    private static final int MAX_REASON_CHARACTERS = 200;
    private static final int MAX_LINE_CHARACTERS = 1000;

    private ReportStatus() {}

    /// Every ref is refused: for its own reason, else for that of the others. `remoteLines` are
    /// shown behind `remote: ` where the client can show them. Empty where the client asked for no
    /// report.
    public static byte[] refused(
            PushRequest request,
            Map<String, String> reasonByRef,
            String reasonForOthers,
            List<String> remoteLines) {
        byte[] report = report(request, reasonByRef, reasonForOthers);
        return request.speaks("side-band-64k") ? banded(report, remoteLines) : report;
    }

    private static byte[] report(
            PushRequest request, Map<String, String> reasonByRef, String reasonForOthers) {
        if (!request.speaks("report-status") && !request.speaks("report-status-v2")) {
            return new byte[0];
        }
        PacketWriter out = new PacketWriter().line("unpack ok\n");
        for (RefCommand command : request.commands()) {
            String reason = reasonByRef.getOrDefault(command.ref(), reasonForOthers);
            String shown = oneLine(reason, MAX_REASON_CHARACTERS);
            out.line("ng " + command.ref() + " " + (shown.isBlank() ? "refused" : shown) + "\n");
        }
        return out.flush().bytes();
    }

    private static byte[] banded(byte[] report, List<String> remoteLines) {
        PacketWriter out = new PacketWriter();
        for (String line : remoteLines) {
            String shown = oneLine(line, MAX_LINE_CHARACTERS) + "\n";
            out.band(2, shown.getBytes(StandardCharsets.UTF_8));
        }
        int most = Packet.MAX_PAYLOAD_BYTES - 1;
        for (int from = 0; from < report.length; from += most) {
            out.band(1, Arrays.copyOfRange(report, from, Math.min(report.length, from + most)));
        }
        return out.flush().bytes();
    }

    private static String oneLine(String text, int maxCharacters) {
        return text.codePoints()
                .limit(maxCharacters)
                .map(codePoint -> Harmless.is(codePoint) ? codePoint : ' ')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
