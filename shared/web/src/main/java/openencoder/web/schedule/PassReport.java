package openencoder.web.schedule;

import openencoder.web.http.Json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a pass did and saw. */
public interface PassReport {
    /** The answer of the function, in this order. */
    Map<String, Number> answer();

    /** What CloudWatch keeps, by the names that alarms watch. */
    Map<String, Number> metrics();

    /** Whether there is nothing to keep. */
    boolean isNothing();

    /**
     * A line in CloudWatch's embedded metric format. Printed by a function, it becomes metrics.
     *
     * @param at in milliseconds since 1970
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">the
     *     format</a>
     */
    default Map<String, Object> metricLine(String function, long at) {
        var directive = new LinkedHashMap<String, Object>();
        directive.put("Namespace", "OpenEncoder");
        directive.put("Dimensions", List.of(List.of("FunctionName")));
        directive.put(
                "Metrics", metrics().keySet().stream().map(name -> Map.of("Name", name)).toList());
        var line = new LinkedHashMap<String, Object>();
        var aws = new LinkedHashMap<String, Object>();
        aws.put("Timestamp", at);
        aws.put("CloudWatchMetrics", List.of(directive));
        line.put("_aws", aws);
        line.put("FunctionName", function);
        line.putAll(metrics());
        return line;
    }

    /** {@link #answer} as JSON. */
    default byte[] json() {
        return Json.write(answer());
    }
}
