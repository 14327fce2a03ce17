package openencoder.local.stack;

import java.nio.file.Path;

/**
 * @param home where the project is: {@code template.yaml} and what was built
 * @param data where the stack keeps everything
 * @param port of the API; 0 for any free one
 * @param workers how many worker processes
 * @param fresh whether to forget what is in the folder first
 */
public record StackSettings(Path home, Path data, int port, int workers, boolean fresh) {
    public StackSettings {
        home = home.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
    }
}
