package openencoder.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
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
        var outcome = sequence.run(LifeFixture.inMemory(), Sequence.Subject.WHOLE, folder);

        assertThat(outcome.violation()).withFailMessage(outcome::toString).isEmpty();
    }

    @Provide
    Arbitrary<Sequence> sequences() {
        var steps =
                Combinators.combine(upTo(99), upTo(Step.LARGEST), upTo(Step.LARGEST))
                        .as(Step::of)
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(Sequence.LONGEST)
                        .withSizeDistribution(RandomDistribution.uniform());
        return Combinators.combine(upTo(11), steps).as(Sequence::new).withoutEdgeCases();
    }

    /** All equally likely: left to itself, jqwik prefers small ones. */
    private static Arbitrary<Integer> upTo(int largest) {
        return Arbitraries.integers()
                .between(0, largest)
                .withDistribution(RandomDistribution.uniform());
    }
}
