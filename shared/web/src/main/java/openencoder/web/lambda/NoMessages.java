package openencoder.web.lambda;

import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.NoSuchMessageException;

import java.util.Locale;

/** Our texts are in one language. The default would read every locale there is at the start. */
final class NoMessages implements MessageSource {
    @Override
    public String getMessage(String code, Object[] args, String otherwise, Locale locale) {
        return otherwise;
    }

    @Override
    public String getMessage(String code, Object[] args, Locale locale) {
        throw new NoSuchMessageException(code, locale);
    }

    @Override
    public String getMessage(MessageSourceResolvable message, Locale locale) {
        if (message.getDefaultMessage() != null) return message.getDefaultMessage();
        throw new NoSuchMessageException(String.join(", ", message.getCodes()), locale);
    }
}
