package openencoder.worker.agent;

import openencoder.worker.ffmpeg.Clips;
import openencoder.worker.source.Truth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Uploads that went wrong in every way: cut, overwritten, empty, or something else. */
final class DamagedSources {
    private static final List<String> PICTURE =
            List.of("-f", "lavfi", "-i", "testsrc2=size=160x120:rate=25:duration=2");
    private static final List<String> SOUND =
            List.of("-f", "lavfi", "-i", "sine=frequency=440:duration=2");
    private static final List<String> H264 =
            words("-c:v libx264 -preset ultrafast -g 12 -pix_fmt yuv420p -c:a aac");

    /**
     * @param whole what the undamaged file holds
     * @param mustFail whether no part of it can be right
     */
    record Upload(String name, byte[] bytes, Truth whole, boolean mustFail) {
        boolean isSound() {
            return whole.frames() == 0;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private final Map<String, byte[]> files = new HashMap<>();
    private final Map<String, Truth> truths = new HashMap<>();
    private final List<Upload> uploads = new ArrayList<>();
    private final Path folder;
    private final Clips clips;

    DamagedSources(Path folder) {
        this.folder = folder;
        clips = new Clips(folder);
        film("mp4", H264);
        film("faststart.mp4", H264, words("-movflags +faststart"));
        film("mkv", H264);
        film("ts", H264);
        film("flv", H264);
        film("webm", words("-c:v libvpx -deadline realtime -g 12 -c:a libopus"));
        film("avi", words("-c:v mpeg4 -g 12 -c:a libmp3lame"));
        sound("mp3", "libmp3lame");
        sound("wav", "pcm_s16le");
        sound("flac", "flac");
        sound("ogg", "libopus");
        sound("m4a", "aac");
    }

    List<Upload> all() {
        cut();
        zeroed();
        scattered();
        ofOneStream();
        strangers();
        return uploads;
    }

    private void cut() {
        for (var file : files.keySet().stream().sorted().toList())
            for (var percent : new int[] {2, 60, 92})
                add(
                        "%s cut at %d %%".formatted(file, percent),
                        file,
                        // odd, for a transport stream can end after any packet of 188 bytes
                        bytes -> Arrays.copyOf(bytes, bytes.length * percent / 100 | 1),
                        true);
        for (var file : List.of("mp4", "mkv", "ts", "wav"))
            add(file + " a byte short", file, bytes -> Arrays.copyOf(bytes, bytes.length - 1));
    }

    private void zeroed() {
        for (var file : List.of("faststart.mp4", "mkv", "ts", "webm", "avi", "flac")) {
            add(file + " without its first 64 bytes", file, bytes -> zero(bytes, 0, 64));
            add(
                    file + " with a tenth of zeros in the middle",
                    file,
                    bytes -> zero(bytes, bytes.length / 2, bytes.length / 10));
        }
        add("mp4 with a broken index", "mp4", bytes -> zero(bytes, index(bytes) + 200, 400));
        add("mp4 with its end overwritten", "mp4", bytes -> zero(bytes, bytes.length - 900, 900));
        add("mkv whose second half is zeros", "mkv", DamagedSources::withoutSecondHalf, true);
        add(
                "mp4 whose second half is zeros",
                "faststart.mp4",
                DamagedSources::withoutSecondHalf,
                true);
    }

    private void scattered() {
        for (var seed = 1; seed <= 2; seed++)
            for (var file : List.of("faststart.mp4", "mkv", "ts", "webm", "avi"))
                add("%s with bad bytes, seed %d".formatted(file, seed), file, noise(seed));
    }

    private void ofOneStream() {
        for (var file : List.of("faststart.mp4", "mkv")) {
            var path = folder.resolve("film." + file);
            for (var stream : List.of("v", "a")) {
                var packets = Clips.packets(path, stream);
                var some = packets.subList(packets.size() / 3, packets.size() / 2);
                UnaryOperator<byte[]> damage =
                        bytes -> {
                            for (var p : some) zero(bytes, (int) p[0] + 5, (int) p[1] - 5);
                            return bytes;
                        };
                add("%s with a bad %s stream".formatted(file, stream), file, damage);
            }
        }
    }

    private void strangers() {
        var film = truths.get("mp4");
        uploads.add(new Upload("an empty file", new byte[0], film, true));
        uploads.add(new Upload("a text called film.mov", text("It was a dark night."), film, true));
        uploads.add(
                new Upload("a page called film.mov", text("<html>No such key</html>"), film, true));
        uploads.add(new Upload("nothing but zeros", new byte[50_000], film, true));
        uploads.add(new Upload("nothing but noise", noise(3, 50_000), film, true));
        uploads.add(new Upload("a whole webm called film.mov", files.get("webm"), film, false));
    }

    private void film(String name, List<String> codecs) {
        film(name, codecs, List.of());
    }

    private void film(String name, List<String> codecs, List<String> more) {
        keep(name, clips.make("film." + name, PICTURE, SOUND, codecs, more));
    }

    private void sound(String name, String codec) {
        keep(name, clips.make("sound." + name, SOUND, List.of("-c:a", codec)));
    }

    private void keep(String name, Path file) {
        try {
            files.put(name, Files.readAllBytes(file));
            truths.put(name, Truth.of(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void add(String name, String file, UnaryOperator<byte[]> damage) {
        add(name, file, damage, false);
    }

    private void add(String name, String file, UnaryOperator<byte[]> damage, boolean mustFail) {
        var bytes = damage.apply(files.get(file).clone());
        uploads.add(new Upload(name, bytes, truths.get(file), mustFail));
    }

    private static byte[] zero(byte[] bytes, int from, int count) {
        Arrays.fill(bytes, from, Math.min(bytes.length, from + count), (byte) 0);
        return bytes;
    }

    private static byte[] withoutSecondHalf(byte[] bytes) {
        return zero(bytes, bytes.length / 2, bytes.length);
    }

    private static UnaryOperator<byte[]> noise(int seed) {
        return bytes -> {
            var random = new Random(seed);
            for (var i = 0; i < 40; i++)
                bytes[2_000 + random.nextInt(bytes.length - 2_000)] = (byte) random.nextInt();
            return bytes;
        };
    }

    private static byte[] noise(int seed, int count) {
        var bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static int index(byte[] mp4) {
        return new String(mp4, StandardCharsets.ISO_8859_1).lastIndexOf("moov");
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }
}
