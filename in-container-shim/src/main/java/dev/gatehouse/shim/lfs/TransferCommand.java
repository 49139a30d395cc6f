package dev.gatehouse.shim.lfs;

import dev.gatehouse.protocol.ExitCode;
import dev.gatehouse.shim.console.Arguments;
import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.exchange.BrokerSocket;
import dev.gatehouse.shim.git.LfsUrl;
import dev.gatehouse.shim.git.RepositoryAddress;
import dev.gatehouse.shim.json.Json;
import dev.gatehouse.shim.json.JsonReader;
import dev.gatehouse.shim.json.NotJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// `forge lfs-transfer`: a custom transfer agent of git-lfs, "standalone", which moves the objects
/// of one remote, one after the other. git-lfs checks the hash of what it gets.
public final class TransferCommand {
    private static final int LINE_LIMIT_BYTES = 256 * 1024;

    private final BrokerSocket socket;
    private final Console console;
    private final AgentOutput output;

    public TransferCommand(BrokerSocket socket, Console console) {
        this.socket = socket;
        this.console = console;
        this.output = new AgentOutput(console);
    }

    public ExitCode run(Arguments arguments) throws IOException {
        if (arguments.next() != null) {
            throw Failure.usage("git-lfs calls this without arguments; see its documentation");
        }
        Json init = message();
        ObjectMover mover;
        try {
            mover = new ObjectMover(server(init));
        } catch (Failure failure) {
            output.notReady(new LfsFailure("", String.valueOf(failure.getMessage())));
            return failure.exitCode();
        }
        output.ready();
        Json message = message();
        while (message != null && !message.get("event").asText().equals("terminate")) {
            transfer(message, mover);
            message = message();
        }
        return ExitCode.OK;
    }

    private LfsServer server(@Nullable Json init) throws Failure {
        if (init == null || !init.get("event").asText().equals("init")) {
            throw Failure.usage("the first message is not 'init': only git-lfs can use this");
        }
        RepositoryAddress repository = LfsUrl.repositoryOf(init.get("remote").asText());
        return new LfsServer(socket, repository.gitPath() + "/info/lfs");
    }

    private void transfer(Json message, ObjectMover mover) throws IOException {
        LfsObject object = LfsObject.of(message);
        Progress progress = new Progress(object, output);
        try {
            switch (message.get("event").asText()) {
                case "upload" -> {
                    mover.upload(object, Path.of(message.get("path").asText()), progress);
                    output.uploaded(object);
                }
                case "download" -> output.downloaded(object, download(object, mover, progress));
                default -> throw Failure.usage("neither upload nor download");
            }
        } catch (LfsFailure failure) {
            output.failed(object, failure);
        } catch (IOException e) {
            output.failed(object, new LfsFailure("", String.valueOf(e.getMessage())));
        }
    }

    /// Into git's own directory: git-lfs moves the file from there, which needs the same disk.
    private static Path download(LfsObject object, ObjectMover mover, Progress progress)
            throws IOException {
        Path directory = LfsUrl.gitDirectory().resolve("lfs/tmp");
        Files.createDirectories(directory);
        Path file = directory.resolve("forge-" + ProcessHandle.current().pid() + "-" + object.id());
        try {
            mover.download(object, file, progress);
            return file;
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /// The next line; null at the end.
    private @Nullable Json message() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int octet = console.input().read();
        while (octet >= 0 && octet != '\n') {
            if (line.size() == LINE_LIMIT_BYTES) {
                throw Failure.usage("a message of more than 256 KiB");
            }
            line.write(octet);
            octet = console.input().read();
        }
        if (octet < 0 && line.size() == 0) {
            return null;
        }
        try {
            return JsonReader.read(line.toByteArray());
        } catch (NotJson e) {
            throw Failure.usage("a message that is " + e.getMessage());
        }
    }
}
