/**
 * What a worker on a rented machine is given, and by whom: {@link
 * openencoder.worker.rented.MachineApi} asks the machines' part of the API for it, {@link
 * openencoder.worker.rented.Enrolment} gets the first of it for a token that works once, and {@link
 * openencoder.worker.rented.Tenancy} is what of it holds now.
 */
package openencoder.worker.rented;
