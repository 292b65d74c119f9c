package nl.draaiboek.delivery.phone;

import io.micrometer.core.instrument.MeterRegistry;
import nl.draaiboek.delivery.Outcome;
import nl.draaiboek.delivery.OutgoingMessage;

/** Measures what a provider will put on the bill. */
final class CountSegments implements Provider {

    private final Provider provider;
    private final int longest;
    private final MeterRegistry registry;

    CountSegments(Provider provider, int longest, MeterRegistry registry) {
        this.provider = provider;
        this.longest = longest;
        this.registry = registry;
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public Outcome send(OutgoingMessage message) {
        var outcome = provider.send(message);
        if (outcome instanceof Outcome.Delivered) {
            var text = SmsText.of(Words.read(message), longest);
            registry.counter(
                            "draaiboek.sms.segments",
                            "provider",
                            provider.name(),
                            "encoding",
                            text.encoding().name())
                    .increment(text.segments());
        }
        return outcome;
    }
}
