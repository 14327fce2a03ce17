package openencoder.cli.encode;

import openencoder.cli.api.ApiClient;
import openencoder.cli.connect.ApiConnection;
import openencoder.cli.jobs.JobOutputs;

import java.nio.file.Path;
import java.util.Optional;

/** Where films are encoded: what differs between a stack that stays and one for this run alone. */
interface EncodingPlace {

    ApiClient api();

    /** How many films are on their way at once. */
    int filmsAtOnce();

    /** How a job is picked up by a later command; empty if it ends with this one. */
    Optional<String> pickUp(long job);

    /** Why waiting is of no use, if it is not. */
    Optional<String> whyNothingWorks();

    /** What is in the storage under this key is not needed any more. */
    void isDone(String key);

    /** What was made could not be written to its folder: where it is now, for people. */
    String rescue(long job, JobOutputs outputs, Wanted wanted);

    /** A stack that was there before and stays. */
    record Elsewhere(ApiConnection connection) implements EncodingPlace {
        private static final int AT_ONCE = 16;

        @Override
        public ApiClient api() {
            return connection.api();
        }

        @Override
        public int filmsAtOnce() {
            return AT_ONCE;
        }

        @Override
        public Optional<String> pickUp(long job) {
            return Optional.of("openencoder fetch %d%s".formatted(job, connection.options()));
        }

        @Override
        public Optional<String> whyNothingWorks() {
            return Optional.empty();
        }

        @Override
        public void isDone(String key) {}

        @Override
        public String rescue(long job, JobOutputs outputs, Wanted wanted) {
            return "What was made is kept: openencoder fetch %d%s --out DIR"
                    .formatted(job, connection.options());
        }
    }

    /** A stack for this run. */
    record Here(EmbeddedStack stack, ApiClient api, int workers, Path kept)
            implements EncodingPlace {
        @Override
        public int filmsAtOnce() {
            return workers + 1;
        }

        @Override
        public Optional<String> pickUp(long job) {
            return Optional.empty();
        }

        @Override
        public Optional<String> whyNothingWorks() {
            return stack.whyNothingWorks();
        }

        @Override
        public void isDone(String key) {
            stack.forget(key);
        }

        @Override
        public String rescue(long job, JobOutputs outputs, Wanted wanted) {
            var target = kept.resolve(wanted.target().getFileName());
            for (var output : outputs.files())
                stack.move(output.key(), outputs.place(output, target, wanted.isFolder()));
            return "What was made is in %s now.".formatted(target);
        }
    }
}
