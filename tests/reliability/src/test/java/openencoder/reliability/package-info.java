/**
 * Workers, sweeper and clients as they are, run together one call at a time in every order that
 * chance comes up with, while calls fail, answers get lost, clocks are wrong and processes die. A
 * small model says after each step whether what happened was right.
 */
package openencoder.reliability;
