package nl.draaiboek.statuspage.web;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where the outside finds us, for addresses that travel: in feeds, in JSON. */
@Component
class PublicAddress {

    private final String address;

    PublicAddress(@Value("${draaiboek.address:http://localhost:8080}") String address) {
        this.address = address.replaceAll("/+$", "");
    }

    String of(String path) {
        return address + path;
    }
}
