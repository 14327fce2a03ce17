package openencoder.cloud.faults;

import java.util.List;
import java.util.Optional;

/**
 * What became of a call.
 *
 * @param fault that it met, if any
 * @param answers the status codes that the server gave, whether or not the caller got to see them:
 *     none if the call never reached it, two if it was duplicated
 */
public record CallReport(AwsCall call, Optional<Fault> fault, List<Integer> answers) {
    public CallReport {
        answers = List.copyOf(answers);
    }
}
