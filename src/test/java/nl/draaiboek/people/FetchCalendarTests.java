package nl.draaiboek.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a calendar may be fetched. */
class FetchCalendarTests {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "10.1.2.3, true",
        "172.16.0.1, true",
        "192.168.1.1, true",
        "169.254.169.254, true",
        "100.64.0.1, true",
        "0.0.0.0, true",
        "::1, true",
        "fd00::1, true",
        "fe80::1, true",
        "::ffff:10.0.0.1, true",
        "255.255.255.255, true",
        "224.0.0.1, true",
        "192.0.2.10, false",
        "172.32.0.1, false",
        "2001:db8::1, false",
    })
    void theOwnNetworkIsKnownByItsAddresses(String address, boolean inside) throws Exception {
        assertThat(FetchCalendar.inside(InetAddress.getByName(address))).isEqualTo(inside);
    }
}
