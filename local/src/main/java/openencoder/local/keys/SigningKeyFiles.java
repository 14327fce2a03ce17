package openencoder.local.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import openencoder.local.folder.Folders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The keys of a data folder, as two files.
 *
 * @param signing private, readable by its owner only
 * @param verification public
 */
public record SigningKeyFiles(Path signing, Path verification) implements KeyPlace {

    /**
     * @param data the stack's folder
     */
    public static SigningKeyFiles of(Path data) {
        var folder = data.resolve("keys");
        return new SigningKeyFiles(
                folder.resolve("signing.jwks.json"), folder.resolve("verification.jwks.json"));
    }

    /** With keys in them: those that are there, or else new ones. */
    public static SigningKeyFiles filled(Path data) {
        var files = of(data);
        if (files.read().isEmpty()) files.write(KeySets.fresh());
        return files;
    }

    @Override
    public Optional<KeySets> read() {
        if (!Files.exists(signing) || !Files.exists(verification)) return Optional.empty();
        try {
            return Optional.of(
                    KeySets.parse(Files.readString(signing), Files.readString(verification)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void write(KeySets sets) {
        Folders.make(signing.getParent());
        Folders.write(verification, sets.verificationJson().getBytes(UTF_8), false);
        Folders.write(signing, sets.signingJson().getBytes(UTF_8), true);
    }
}
