/** What the command line does with a stack in the cloud, with the operator's own AWS rights. */
package openencoder.local.deployed;
