package openencoder.aws;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The names of the requests made, such as {@code GetItem}. */
public final class Calls implements ExecutionInterceptor {
    private final List<String> names = new CopyOnWriteArrayList<>();

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        names.add(context.request().getClass().getSimpleName().replace("Request", ""));
    }

    void forget() {
        names.clear();
    }

    public List<String> names() {
        return List.copyOf(names);
    }
}
