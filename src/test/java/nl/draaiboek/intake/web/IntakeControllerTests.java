package nl.draaiboek.intake.web;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import nl.draaiboek.incident.Noticed;
import nl.draaiboek.intake.IntakeSettings;
import nl.draaiboek.intake.Source;
import nl.draaiboek.intake.TakeIn;
import nl.draaiboek.intake.Taken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.method.annotation.AuthenticationPrincipalArgumentResolver;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.util.unit.DataSize;

/** One source cannot flood the door, and does not close it for another. */
class IntakeControllerTests {

    private final TakeIn takeIn = mock();
    private final MockMvc mvc = MockMvcBuilders.standaloneSetup(new IntakeController(
                    takeIn,
                    new IntakeSettings(
                            Map.of(),
                            new IntakeSettings.Limits(
                                    "off",
                                    DataSize.ofMegabytes(1),
                                    DataSize.ofKilobytes(10),
                                    2,
                                    List.of("service"),
                                    List.of("severity"))),
                    new ObjectMapper()))
            .setCustomArgumentResolvers(new AuthenticationPrincipalArgumentResolver())
            .build();

    @AfterEach
    void forget() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void tooManyInOneSecondAreToldWhenToComeBackAndNothingOfThemIsKept() throws Exception {
        when(takeIn.report(any(), any(), any())).thenReturn(new Taken(1, 1));
        as("chatty");
        mvc.perform(report()).andExpect(status().isAccepted());
        mvc.perform(report()).andExpect(status().isAccepted());

        mvc.perform(report())
                .andExpect(status().isTooManyRequests())
                .andExpect(header().string("Retry-After", "1"))
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.status").value(429))
                .andExpect(jsonPath("$.detail").exists());

        verify(takeIn, times(2)).report(any(), any(), any());
        as("quiet");
        mvc.perform(report()).andExpect(status().isAccepted());
    }

    private static MockHttpServletRequestBuilder report() {
        return post("/api/reports").contentType("application/json").content("{\"what\":\"x\"}");
    }

    private static void as(String source) {
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken(new Source(source, Noticed.TICKET), null, "SOURCE"));
    }
}
