package openencoder.local.lambda;

import openencoder.cloud.template.FunctionResource;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What a function finds in its environment besides what the template declares.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">the
 *     reserved variables</a>
 */
final class LambdaEnvironment {

    private LambdaEnvironment() {}

    static Map<String, String> of(
            FunctionResource function, Path task, String runtimeApi, String initialization) {
        var environment = new HashMap<String, String>();
        environment.put("_HANDLER", function.handler());
        environment.put("LAMBDA_TASK_ROOT", task.toString());
        environment.put("LAMBDA_RUNTIME_DIR", "/var/runtime");
        environment.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        environment.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
        environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memory()));
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", initialization);
        environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
        environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
        // There it is en_US.UTF-8, which few machines have, and a JVM reads paths in ASCII then.
        environment.put("LANG", "C.UTF-8");
        environment.put("TZ", ":UTC");
        return environment;
    }
}
