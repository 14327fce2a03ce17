/**
 * What every HTTP function has: the way in from Lambda, one table of routes with the role each asks
 * for, JSON in and out, problems instead of stack traces, and the check of access tokens.
 */
package openencoder.web;
