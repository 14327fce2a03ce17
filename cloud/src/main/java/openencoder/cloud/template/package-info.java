/**
 * Reads {@code template.yaml}, the one description of the system, for the local stack: functions,
 * routes, tables, queues and buckets, with CloudFormation's references resolved against local
 * values.
 */
package openencoder.cloud.template;
