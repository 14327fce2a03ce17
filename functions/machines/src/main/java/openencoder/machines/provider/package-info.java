/** What every provider has: the label of this deployment, and where its token is kept. */
package openencoder.machines.provider;
