package openencoder.consistency;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

import java.util.ArrayList;
import java.util.List;

/**
 * Every request that any client of the SDK in this JVM makes or signs while a function works; the
 * SDK finds this class by the resource {@code execution.interceptors}.
 */
public final class RecordedCalls implements ExecutionInterceptor {
    private static final List<SdkRequest> CALLS = new ArrayList<>();
    private static boolean recording;

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        add(context.request());
    }

    private static synchronized void add(SdkRequest call) {
        if (recording) CALLS.add(call);
    }

    static synchronized void start() {
        CALLS.clear();
        recording = true;
    }

    static synchronized List<SdkRequest> stop() {
        recording = false;
        return List.copyOf(CALLS);
    }
}
