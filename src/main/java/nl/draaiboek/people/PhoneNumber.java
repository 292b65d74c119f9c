package nl.draaiboek.people;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Optional;
import java.util.Set;

/**
 * A telephone number that can exist.
 *
 * @param value in the form of E.164, such as {@code +31612345678}
 */
public record PhoneNumber(String value) {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final String HOME = "NL";
    private static final Set<PhoneNumberType> MOBILE =
            Set.of(PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE);

    public PhoneNumber {
        if (!value.matches("\\+[1-9]\\d{6,14}")) {
            throw new IllegalArgumentException("A telephone number is kept as + and digits.");
        }
    }

    /**
     * Reads a number as people write it; without a country it is a Dutch one. A spreadsheet may have eaten the + or the
     * first 0.
     */
    public static Optional<PhoneNumber> read(String text) {
        return parse(text)
                .or(() -> text.matches("\\s*[1-9][\\d .-]*")
                        ? parse("+" + text).or(() -> parse("0" + text))
                        : Optional.empty());
    }

    private static Optional<PhoneNumber> parse(String text) {
        if (text.chars().anyMatch(Character::isLetter)) {
            return Optional.empty();
        }
        try {
            var number = NUMBERS.parse(text, HOME);
            return NUMBERS.isValidNumber(number) && !number.hasExtension()
                    ? Optional.of(new PhoneNumber(NUMBERS.format(number, PhoneNumberFormat.E164)))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /** Whether it can take an SMS. */
    public boolean mobile() {
        return MOBILE.contains(NUMBERS.getNumberType(parsed()));
    }

    /** Whether it is surely no landline: in some countries numbers do not tell. */
    boolean mobileOnly() {
        return NUMBERS.getNumberType(parsed()) == PhoneNumberType.MOBILE;
    }

    /** As people read it: {@code +31 6 12345678}. */
    public String inWords() {
        return NUMBERS.format(parsed(), PhoneNumberFormat.INTERNATIONAL);
    }

    /** Not the number: what is written to a log by accident should tell nobody. */
    @Override
    public String toString() {
        return value.substring(0, 3) + "…" + value.substring(value.length() - 2);
    }

    private Phonenumber.PhoneNumber parsed() {
        try {
            return NUMBERS.parse(value, null);
        } catch (NumberParseException e) {
            throw new IllegalStateException("A number in the form of E.164 can be read.", e);
        }
    }
}
