package openencoder.account;

/** A user's number, from 1 in order of registration. */
public record UserId(long value) {
    public UserId {
        if (value < 1) throw new IllegalArgumentException("a user id is 1 or more: " + value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
