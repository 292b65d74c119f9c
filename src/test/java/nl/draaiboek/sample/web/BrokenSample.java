package nl.draaiboek.sample.web;

import org.camunda.bpm.engine.impl.util.ClockUtil;

/** Does what the guards forbid, so that they are seen to notice. */
@org.springframework.stereotype.Component
public class BrokenSample {

    public Object now() {
        return ClockUtil.getCurrentTime();
    }
}
