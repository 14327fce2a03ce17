package openencoder.cli.connect;

import openencoder.cli.api.ApiClient;

/**
 * An API to talk to.
 *
 * @param words where it is and why that one, for people
 * @param options what makes another command find it too; empty, or begins with a space
 */
public record ApiConnection(ApiClient api, String words, String options) implements AutoCloseable {
    @Override
    public void close() {
        api.close();
    }
}
