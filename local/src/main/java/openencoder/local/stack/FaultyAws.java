package openencoder.local.stack;

import openencoder.cloud.aws.AwsEndpoint;
import openencoder.cloud.faults.Fault;
import openencoder.cloud.faults.FaultProxy;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * What functions and workers find instead of the services: the same ones, with some of all calls
 * delayed, dropped, duplicated, reset, cut off or refused.
 */
final class FaultyAws implements AutoCloseable {

    // Errors within a 200 are S3's alone, and only of a few operations.
    private static final Fault[] FAULTS =
            Arrays.stream(Fault.values())
                    .filter(fault -> fault != Fault.ERROR_IN_200)
                    .toArray(Fault[]::new);

    private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
    private final CallLog journal;
    private final AwsEndpoints endpoints;

    private FaultyAws(AwsEndpoints behind, Faults faults, CallLog journal) {
        this.journal = journal;
        toClose.push(journal);
        // Each service has a sequence of its own, so that calls to one do not shift another's.
        endpoints =
                new AwsEndpoints(
                        before(behind.dynamoDb(), faults, faults.seed()),
                        before(behind.sqs(), faults, faults.seed() + 1),
                        before(behind.s3(), faults, faults.seed() + 2));
    }

    /**
     * @param journal the file to list every call in
     */
    static FaultyAws before(AwsEndpoints behind, Faults faults, Path journal, InstantSource clock) {
        return new FaultyAws(behind, faults, CallLog.in(journal, clock));
    }

    private AwsEndpoint before(AwsEndpoint service, Faults faults, long seed) {
        var proxy =
                FaultProxy.before(service, seed)
                        .reportingTo(journal::add)
                        .strike(faults.percent() / 100, FAULTS);
        toClose.push(proxy);
        return proxy.endpoint();
    }

    AwsEndpoints endpoints() {
        return endpoints;
    }

    @Override
    public void close() throws Exception {
        while (!toClose.isEmpty()) toClose.pop().close();
    }
}
