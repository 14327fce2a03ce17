package openencoder.local.lambda;

import openencoder.cloud.template.FunctionResource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What a handler is told about an invocation, in the Context type of its own class loader.
 *
 * @param deadline when Lambda would stop it
 */
record LambdaInvocation(String requestId, Instant deadline, InstantSource clock) {

    private static final Logger log = LoggerFactory.getLogger(LambdaInvocation.class);

    Object contextFor(Class<?> contextType, FunctionResource function) {
        InvocationHandler answers =
                (proxy, method, arguments) ->
                        switch (method.getName()) {
                            case "getAwsRequestId" -> requestId;
                            case "getFunctionName" -> function.name();
                            case "getFunctionVersion" -> "$LATEST";
                            case "getInvokedFunctionArn" ->
                                    "arn:aws:lambda:us-east-1:000000000000:function:"
                                            + function.name();
                            case "getLogGroupName" -> "/aws/lambda/" + function.name();
                            case "getLogStreamName" -> "local";
                            case "getMemoryLimitInMB" -> function.memory();
                            case "getRemainingTimeInMillis" -> remainingMillis();
                            case "getLogger" -> logger(method.getReturnType(), function);
                            case "toString" -> "Context[" + requestId + "]";
                            case "hashCode" -> System.identityHashCode(proxy);
                            case "equals" -> proxy == arguments[0];
                            default -> null;
                        };
        return Proxy.newProxyInstance(
                contextType.getClassLoader(), new Class<?>[] {contextType}, answers);
    }

    private int remainingMillis() {
        return Math.toIntExact(Math.max(0, Duration.between(clock.instant(), deadline).toMillis()));
    }

    private static Object logger(Class<?> loggerType, FunctionResource function) {
        InvocationHandler lines =
                (proxy, method, arguments) -> {
                    if (method.getName().equals("log") && arguments[0] instanceof String line)
                        log.atInfo().addKeyValue("function", function.name()).log(line);
                    return null;
                };
        return Proxy.newProxyInstance(
                loggerType.getClassLoader(), new Class<?>[] {loggerType}, lines);
    }
}
