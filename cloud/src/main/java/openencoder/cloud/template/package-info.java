/**
 * The one reader of {@code template.yaml}. {@link openencoder.cloud.template.Template} is what it
 * means on this machine: functions, routes, tables, queues and buckets, with CloudFormation's
 * references resolved against local values. {@link openencoder.cloud.template.WrittenTemplate} is
 * what it says, for tests.
 */
@NullMarked
package openencoder.cloud.template;

import org.jspecify.annotations.NullMarked;
