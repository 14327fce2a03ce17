package openencoder.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Nothing is lost, doubled or stuck, in whatever order things happen; 2,000 orders at least. */
class JobLifeTest {
    private static Path folder;

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("job-life-");
    }

    @AfterContainer
    static void removeFolder() {
        Folders.remove(folder);
    }

    @Property
    void every_job_ends_and_its_outputs_are_those_of_one_attempt(
            @ForAll("sequences") Sequence sequence) {
        var failure = sequence.run(Ground.inMemory(), Sequence.Subject.WHOLE, folder);

        assertThat(failure).isEmpty();
    }

    @Provide
    Arbitrary<Sequence> sequences() {
        var number = Arbitraries.integers().between(0, Step.LARGEST);
        var step =
                Combinators.combine(Arbitraries.integers().between(0, 99), number, number)
                        .as(Step::of);
        var steps = step.list().ofMinSize(1).ofMaxSize(Sequence.LONGEST);
        return Combinators.combine(Arbitraries.integers().between(0, 11), steps).as(Sequence::new);
    }
}
