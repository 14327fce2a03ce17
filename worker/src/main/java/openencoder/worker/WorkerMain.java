package openencoder.worker;

import openencoder.aws.dynamo.DynamoJobRepository;
import openencoder.aws.dynamo.Tables;
import openencoder.aws.queue.SqsJobQueue;
import openencoder.aws.s3.S3ObjectStore;
import openencoder.media.ObjectStore;
import openencoder.worker.agent.Agent;
import openencoder.worker.agent.BadSetting;
import openencoder.worker.agent.Clocks;
import openencoder.worker.agent.ExitCode;
import openencoder.worker.agent.Heartbeats;
import openencoder.worker.agent.JobRunner;
import openencoder.worker.agent.LeaseRenewal;
import openencoder.worker.agent.Publisher;
import openencoder.worker.agent.Shutdown;
import openencoder.worker.agent.Storage;
import openencoder.worker.agent.WorkerIdentity;
import openencoder.worker.agent.Workspaces;
import openencoder.worker.bundled.FfmpegLocator;
import openencoder.worker.bundled.FfmpegTools;
import openencoder.worker.bundled.NoWorkingFfmpeg;
import openencoder.worker.control.EnrolmentRefused;
import openencoder.worker.control.MachineSettings;
import openencoder.worker.control.SessionOver;
import openencoder.worker.encode.Encoder;
import openencoder.worker.encode.Ffmpeg;
import openencoder.worker.encode.PresetPlanner;
import openencoder.worker.ffmpeg.EncodeLimits;
import openencoder.worker.sandbox.NoSandbox;
import openencoder.worker.sandbox.Protections;
import openencoder.worker.source.SourceLimits;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;

/**
 * The worker's program. Configured by the environment alone: see {@link WorkerSettings}, and on a
 * rented machine {@link MachineSettings}. {@link ExitCode} has its ends.
 */
public final class WorkerMain {
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration FOREVER = Duration.ofDays(365);
    private static final Logger log = LoggerFactory.getLogger(WorkerMain.class);

    private WorkerMain() {}

    public static void main(String[] args) throws InterruptedException {
        var environment = System.getenv();
        try {
            var clocks = Clocks.ofSystem();
            var rented = MachineSettings.from(environment);
            if (rented.isEmpty()) WorkerSettings.from(environment);
            // first of all, for an enrolment cannot be done again
            var tools = new FfmpegLocator(environment).locate();
            var access =
                    rented.isPresent()
                            ? WorkerAccess.rented(rented.get(), environment, clocks.wall())
                            : WorkerAccess.own(environment, clocks.wall());
            work(access, tools, clocks);
        } catch (BadSetting
                | IllegalArgumentException
                | NoWorkingFfmpeg
                | NoSandbox
                | EnrolmentRefused wrong) {
            tell(wrong, environment);
            end(wrong, ExitCode.UNUSABLE);
        } catch (SessionOver over) {
            end(over, ExitCode.DISMISSED);
        }
    }

    /** Leaves word for people who wonder why jobs wait, where the worker has keys of its own. */
    private static void tell(RuntimeException reason, Map<String, String> environment) {
        if (MachineSettings.from(environment).isPresent()) return;
        try {
            var settings = WorkerSettings.from(environment);
            WorkerAccess.leaveWord(
                    environment,
                    settings.id(),
                    reason.getMessage(),
                    Clocks.ofSystem().wall().instant());
        } catch (RuntimeException unreachable) {
            log.atWarn().addKeyValue("reason", unreachable).log("No word left in the registry");
        }
    }

    private static void end(RuntimeException reason, int code) {
        System.err.println(reason.getMessage());
        System.exit(code);
    }

    private static void work(WorkerAccess access, FfmpegTools ffmpeg, Clocks clocks) {
        var environment = access.environment();
        var settings = WorkerSettings.from(environment);
        var protections = protections(environment, settings, ffmpeg);
        var aws = access.aws();
        var jobs = new DynamoJobRepository(aws.dynamoDb(), new Tables(environment));
        var queue = SqsJobQueue.of(aws, environment);
        var store = new S3ObjectStore(aws);

        var limits = new EncodeLimits(settings.stall(), settings.encodeTime(), GRACE);
        var encoder =
                new Ffmpeg(ffmpeg, protections, limits, new SourceLimits(settings.longestSource()));
        var workspaces = new Workspaces(settings.workFolder(), protections);
        var runner = runner(settings, workspaces, store, encoder, clocks);
        var me =
                new WorkerIdentity(
                        settings.id(),
                        WorkerSettings.host(),
                        ffmpeg.version(),
                        clocks.wall().instant(),
                        settings.lease());
        var plane = access.plane().of(jobs, me);
        var heartbeats = new Heartbeats(plane);
        var agent =
                new Agent(
                        settings.lease(),
                        new Agent.Sources(queue, plane, jobs),
                        runner,
                        LeaseRenewal.everySecond(),
                        heartbeats,
                        clocks);
        var shutdown = new Shutdown(agent, heartbeats, settings.drain());

        workspaces.wipe();
        shutdown.prepare();
        if (settings.endsWithParent()) endWithStdin(shutdown);
        heartbeats.start(agent);
        System.out.printf("Worker %s is ready with FFmpeg %s%n", settings.id(), ffmpeg.version());
        WarmUp.begin(store, settings.sourceBucket(), encoder);
        try {
            agent.run();
            if (plane.isDismissed()) {
                heartbeats.leave(FOREVER);
                shutdown.with(ExitCode.DISMISSED);
            }
        } catch (Throwable fatal) {
            log.atError().setCause(fatal).log("The worker cannot go on");
            shutdown.afterFailure();
        }
    }

    private static Protections protections(
            Map<String, String> environment, WorkerSettings settings, FfmpegTools ffmpeg) {
        var path = environment.getOrDefault("PATH", "");
        Workspaces.requireWritable(settings.workFolder());
        var found = Protections.tried(path, ffmpeg, settings.workFolder());
        log.atInfo().addKeyValue("protections", found.summary()).log("FFmpeg's bounds");
        if (settings.requiresSandbox() && !found.isolate()) throw new NoSandbox(found);
        return settings.memory().isPresent()
                ? found.withMemory(settings.memory().getAsLong())
                : found;
    }

    private static JobRunner runner(
            WorkerSettings settings,
            Workspaces workspaces,
            ObjectStore store,
            Encoder encoder,
            Clocks clocks) {
        var storage = new Storage(store);
        var planner = new PresetPlanner(settings.threads());
        return new JobRunner(
                workspaces,
                storage,
                new Publisher(storage, settings.destinationBucket()),
                new JobRunner.Tools(encoder, planner, settings.largestSource()),
                settings.sourceBucket(),
                clocks.wall());
    }

    private static void endWithStdin(Shutdown shutdown) {
        Thread.ofPlatform()
                .daemon()
                .name("stdin")
                .start(
                        () -> {
                            try {
                                System.in.transferTo(OutputStream.nullOutputStream());
                            } catch (IOException _) {
                                // as good as its end
                            }
                            shutdown.atOnce();
                        });
    }
}
