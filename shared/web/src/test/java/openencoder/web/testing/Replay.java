package openencoder.web.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import org.junit.jupiter.api.DynamicTest;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Sends every file of {@code events/<function>} through the function, and compares the answer with
 * the file beside it that ends in {@code .expected.json}.
 */
public final class Replay {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int SAMPLE = 4;
    private static final String EXPECTED = ".expected.json";

    /**
     * Answers events as their files have them.
     *
     * @param tokens by the name that stands for them in a file, such as {@code OPERATOR_TOKEN}
     */
    public record World(RequestStreamHandler function, Map<String, String> tokens)
            implements UnaryOperator<String> {
        @Override
        public String apply(String file) {
            var event = file;
            for (var token : tokens.entrySet())
                event = event.replace("${" + token.getKey() + "}", token.getValue());
            return Event.answer(event, function);
        }
    }

    /** Read when the first event is replayed. */
    private static final class Described {
        static final ApiDescription API = ApiDescription.of(Path.of("..", ".."));
    }

    private Replay() {}

    /**
     * @param world made anew for each event
     */
    public static Stream<DynamicTest> of(
            String function, Supplier<? extends UnaryOperator<String>> world) {
        var folder = Path.of("..", "..", "events", function);
        try (var files = Files.list(folder)) {
            return files.filter(Replay::isEvent).sorted().toList().stream()
                    .map(event -> DynamicTest.dynamicTest(name(event), () -> check(event, world)));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /**
     * A few of the events, drawn evenly from all: what a zip lacks, most of them miss.
     *
     * @param world made anew for each event
     */
    public static Stream<DynamicTest> sample(
            String function, Supplier<? extends UnaryOperator<String>> world) {
        var all = of(function, world).toList();
        return IntStream.range(0, SAMPLE).mapToObj(i -> all.get(i * all.size() / SAMPLE));
    }

    private static void check(Path file, Supplier<? extends UnaryOperator<String>> world) {
        var event = read(file);
        var reply = Reply.of(world.get().apply(event));
        var expected = JSON.readTree(read(file.resolveSibling(name(file) + EXPECTED)));
        assertThat(reply.status()).as(reply.text()).isEqualTo(expected.path("status").asInt());
        var wantedType = reply.status() < 300 ? "application/json" : "application/problem+json";
        assertThat(reply.header("Content-Type")).isEqualTo(wantedType);
        assertThat(reply.header("X-Request-Id")).isNotBlank();
        expected.path("headers")
                .forEachEntry(
                        (name, value) ->
                                assertThat(reply.header(name))
                                        .as(name)
                                        .isEqualTo(value.asString()));
        Shape.check(expected.path("body"), reply.json());
        assertThat(Described.API.objections(event, reply)).as("docs/api.yaml").isEmpty();
    }

    private static boolean isEvent(Path file) {
        return file.toString().endsWith(".json") && !file.toString().endsWith(EXPECTED);
    }

    private static String name(Path event) {
        var name = event.getFileName().toString();
        return name.substring(0, name.length() - ".json".length());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
