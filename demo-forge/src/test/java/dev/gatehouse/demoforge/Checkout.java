package dev.gatehouse.demoforge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// A clone that belongs to one user of the seed.
record Checkout(Path directory) {

    /// Clones `repository`, such as `charles/fresh`, below `parent`, the token being in the URL.
    static Checkout of(TestingForge forge, String user, String repository, Path parent)
            throws IOException, InterruptedException {
        var checkout = new Checkout(Files.createTempDirectory(parent, "clone"));
        checkout.run("clone", url(forge, user, repository), ".");
        checkout.run("config", "user.name", user);
        checkout.run("config", "user.email", user + "@demo.test");
        return checkout;
    }

    static String url(TestingForge forge, String user, String repository) {
        String credential = "//x:" + forge.token(user) + "@";
        return forge.url().toString().replace("//", credential) + repository;
    }

    /// Runs git and expects it to succeed; gives what it printed.
    String run(String... arguments) throws IOException, InterruptedException {
        var output = GitCommand.run(directory, arguments);
        assertThat(output.exit()).as(output.text()).isZero();
        return output.text().strip();
    }

    /// Commits a new file; gives the commit's id.
    String commit(String message) throws IOException, InterruptedException {
        Files.writeString(directory.resolve(ForgeContract.fresh() + ".txt"), message);
        run("add", ".");
        run("commit", "--quiet", "-m", message);
        return run("rev-parse", "HEAD");
    }

    /// Pushes `refspec` to where the clone came from, be it refused.
    GitCommand.Output push(String refspec, String... options)
            throws IOException, InterruptedException {
        return GitCommand.run(
                directory,
                Stream.of(Stream.of("push"), Stream.of(options), Stream.of("origin", refspec))
                        .flatMap(part -> part)
                        .toArray(String[]::new));
    }
}
