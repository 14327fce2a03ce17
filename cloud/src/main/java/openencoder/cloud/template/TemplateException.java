package openencoder.cloud.template;

/** Something in the template cannot be used here; the message names file, place and reason. */
public final class TemplateException extends RuntimeException {
    TemplateException(String message) {
        super(message);
    }

    TemplateException(String message, Throwable cause) {
        super(message, cause);
    }
}
