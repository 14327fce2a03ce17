package openencoder.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import openencoder.cloud.template.Schedule;
import openencoder.local.lambda.Function;
import openencoder.local.lambda.InvocationException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Invokes scheduled functions as EventBridge would: with an event, whether the last one worked. */
final class Timetable implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Timetable.class);

    private final Map<String, ? extends Function> functions;
    private final InstantSource clock;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("timetable").factory());

    Timetable(Map<String, ? extends Function> functions, InstantSource clock) {
        this.functions = functions;
        this.clock = clock;
    }

    /**
     * @param every how often all of them are due; empty for as often as each says
     */
    void start(List<Schedule> schedules, Optional<Duration> every) {
        for (var schedule : schedules) {
            long millis = every.orElse(schedule.every()).toMillis();
            thread.scheduleWithFixedDelay(
                    () -> invoke(schedule), millis, millis, TimeUnit.MILLISECONDS);
        }
    }

    void invoke(Schedule schedule) {
        var id = UUID.randomUUID().toString();
        try {
            functions.get(schedule.function()).invoke(id, event(id, schedule).getBytes(UTF_8));
        } catch (InvocationException failure) {
            log.atError()
                    .addKeyValue("function", schedule.function())
                    .setCause(failure)
                    .log("Scheduled function failed");
        }
    }

    private String event(String id, Schedule schedule) {
        return JsonMapper.shared()
                .writeValueAsString(
                        Map.of(
                                "version",
                                "0",
                                "id",
                                id,
                                "detail-type",
                                "Scheduled Event",
                                "source",
                                "aws.scheduler",
                                "time",
                                clock.instant().toString(),
                                "resources",
                                List.of(schedule.name()),
                                "detail",
                                Map.of()));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
