package dev.gatehouse.demoforge;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The demo forge as the tests' upstream.
record DemoTestingForge(DemoForge forge) implements TestingForge {

    @Override
    public URI url() {
        return forge.url();
    }

    @Override
    public String token(String user) {
        return forge.token(user);
    }

    @Override
    public String mintToken(String user, Set<String> scopes) {
        return forge.mintToken(user, scopes);
    }

    @Override
    public String mintToken(String user, Set<String> scopes, List<String> repositories) {
        return forge.mintToken(user, scopes);
    }

    @Override
    public void revokeToken(String token) {
        forge.revokeToken(token);
    }

    @Override
    public boolean isReal() {
        return false;
    }

    @Override
    public void renameRepository(String owner, String name, String newName) {
        forge.renameRepository(owner, name, newName);
    }

    @Override
    public void renameUser(String name, String newName) {
        forge.renameUser(name, newName);
    }

    @Override
    public void protectBranch(String owner, String name, String branch) {
        forge.protectBranch(owner, name, branch);
    }

    @Override
    public Map<String, String> refs(String owner, String name) throws IOException {
        return forge.refs(owner, name);
    }

    @Override
    public boolean hasObject(String owner, String name, String id) throws IOException {
        return forge.hasObject(owner, name, id);
    }

    @Override
    public void close() throws IOException {
        forge.close();
    }
}
