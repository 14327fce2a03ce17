package openencoder.worker.control;

import openencoder.job.Job;
import openencoder.worker.agent.Presence;
import openencoder.worker.agent.WorkerCommands;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Tells the API that this machine is alive, takes what it is given in return, and passes on what it
 * is told. It also has the keys of the job at hand renewed. When no beat was answered for as long
 * as the session lives, nobody knows this machine any more, and it ends as if it had been told so.
 */
final class MachineBeats implements Presence.Listener {
    private static final Logger log = LoggerFactory.getLogger(MachineBeats.class);

    private final MachineApi api;
    private final Tenancy tenancy;
    private final Presence.Who who;
    private final CountDownLatch finished = new CountDownLatch(1);
    private Optional<Beat.At> at = Optional.empty();
    private volatile WorkerCommands orders;
    private volatile boolean isDismissed;
    private volatile boolean isDrained;

    MachineBeats(MachineApi api, Tenancy tenancy, Presence.Who who) {
        this.api = api;
        this.tenancy = tenancy;
        this.who = who;
    }

    /** Before the first beat: who is told what the API wants. */
    void obey(WorkerCommands agent) {
        orders = agent;
    }

    @Override
    public void hear(Optional<Job> job) {
        worksOn(job.map(it -> new Beat.At(it.id(), it.attempt())));
        beat();
        tenancy.dueForRenewal().ifPresent(this::renew);
    }

    private void worksOn(Optional<Beat.At> next) {
        at.filter(last -> !Optional.of(last).equals(next)).ifPresent(tenancy::drop);
        at = next;
    }

    private void beat() {
        var drained = isDrained;
        var beat = new Beat(at, who.ffmpeg(), who.host(), who.startedAt(), drained);
        try {
            var heard = api.beat(tenancy.session(), beat);
            tenancy.take(heard.session(), heard.queue());
            if (heard.drain()) drain();
            if (drained) finished.countDown();
        } catch (ApiRefusal refused) {
            log.atWarn().addKeyValue("reason", refused.getMessage()).log("Beat refused");
            if (refused.isUnknownMachine()) end("the API knows this machine no longer");
        } catch (ApiSilence silence) {
            log.atWarn().addKeyValue("reason", silence.getMessage()).log("Beat unanswered");
            if (tenancy.isOver()) end("the session is over, and nobody answers");
        }
    }

    private void drain() {
        if (isDismissed) return;
        isDismissed = true;
        log.atInfo().log("Told to drain: no more jobs are taken");
        orders.drain();
    }

    private void end(String reason) {
        isDismissed = true;
        log.atWarn().addKeyValue("reason", reason).log("The worker ends");
        orders.abandon();
        finished.countDown();
    }

    private void renew(Beat.At held) {
        try {
            tenancy.renew(held, api.renew(tenancy.session(), held));
        } catch (ApiRefusal refused) {
            log.atWarn()
                    .addKeyValue("jobId", held.job())
                    .addKeyValue("attempt", held.attempt())
                    .addKeyValue("reason", refused.getMessage())
                    .log("Keys refused");
            if (refused.status() == 409) orders.lose(held.job(), held.attempt());
            if (refused.isUnknownMachine()) end("the API knows this machine no longer");
        } catch (ApiSilence silence) {
            log.atWarn()
                    .addKeyValue("jobId", held.job())
                    .addKeyValue("reason", silence.getMessage())
                    .log("Keys not renewed");
        }
    }

    /** Nobody waits for it: who does not beat is not there. */
    @Override
    public void bye() {}

    /** Whether this machine is to take no jobs any more. */
    boolean isDismissed() {
        return isDismissed;
    }

    /** The agent has ended and takes no more jobs: the next beats say so. */
    void drained() {
        isDrained = true;
    }

    /** Waits until that was heard, or nobody is left who would want to know. */
    void awaitHeard() throws InterruptedException {
        finished.await();
    }
}
