package openencoder.aws;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Lets a request be carried out and then turns its answer into a 500, so that the SDK asks again.
 */
final class LostAnswers implements ExecutionInterceptor {
    private final List<String> toLose = new CopyOnWriteArrayList<>();

    /**
     * @param operation such as {@code PutItem}; the next answer to it gets lost
     */
    void lose(String operation) {
        toLose.add(operation);
    }

    boolean areAllLost() {
        return toLose.isEmpty();
    }

    @Override
    public SdkHttpResponse modifyHttpResponse(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        var operation = context.request().getClass().getSimpleName().replace("Request", "");
        var answer = context.httpResponse();
        if (!toLose.remove(operation)) return answer;
        return answer.toBuilder().statusCode(500).build();
    }
}
