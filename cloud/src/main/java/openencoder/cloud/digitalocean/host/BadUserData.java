package openencoder.cloud.digitalocean.host;

/** What a droplet was given cannot be carried out. */
final class BadUserData extends RuntimeException {

    private static final long serialVersionUID = 1;

    BadUserData(String message) {
        super(message);
    }
}
