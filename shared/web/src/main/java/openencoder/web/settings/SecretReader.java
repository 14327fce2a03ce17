package openencoder.web.settings;

/** Reads a secret that is kept elsewhere than in a file. */
@FunctionalInterface
public interface SecretReader {
    /**
     * @param arn of the secret
     * @return its text
     */
    String read(String arn);
}
