package openencoder.cli.encode;

import openencoder.cli.command.CommandFailed;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/** Many films, as many at once as the place carries, in their order. */
record Batch(FilmEncoding encoding, EncodingPlace place) {

    void run(Map<FilmFile, List<Wanted>> films) {
        var free = new Semaphore(place.filmsAtOnce());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var begun = Stream.<Future<?>>builder();
            for (var film : films.entrySet()) {
                free.acquire();
                begun.add(begin(threads, film, free));
            }
            for (var each : begun.build().toList()) each.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted.", interrupted);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) throw cause;
            throw new IllegalStateException(failure.getCause());
        }
    }

    private Future<?> begin(
            ExecutorService threads, Map.Entry<FilmFile, List<Wanted>> film, Semaphore free) {
        return threads.submit(
                () -> {
                    try {
                        encoding.encode(film.getKey(), film.getValue());
                    } finally {
                        free.release();
                    }
                });
    }
}
