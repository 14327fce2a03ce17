package openencoder.worker.agent;

import openencoder.worker.encode.Encoder;
import openencoder.worker.source.Probe;
import openencoder.worker.verify.MadeFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes a playlist and its segments. */
final class SeveralFiles implements Encoder {
    static final int COUNT = 5;

    int size = 1_000;
    int count = COUNT;
    int encodes;

    @Override
    public Probe probe(Path source) {
        return FakeEncoder.FILM;
    }

    @Override
    public List<MadeFile> encode(Work work, Listener listener) {
        encodes++;
        var made = new ArrayList<MadeFile>();
        for (var i = 0; i < count; i++) {
            var name = i == 0 ? work.task().main() : "film_%05d.ts".formatted(i);
            var file = work.outputs().resolve(name);
            write(file, i == 0 ? size : 1_000 + i % 100);
            made.add(new MadeFile(file, name, Optional.empty()));
        }
        return made;
    }

    private static void write(Path file, int size) {
        try {
            var comment = new byte[size];
            Arrays.fill(comment, (byte) '#');
            Files.write(file, comment);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
