package nl.draaiboek.communication;

import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The last words under the code of an incident that was merged: where it goes on. Approved as they stand. */
@Component
public class PointToOther {

    private final Incidents incidents;
    private final WhatToTell whatToTell;
    private final DraftUpdate draftUpdate;
    private final ApproveUpdate approveUpdate;

    PointToOther(Incidents incidents, WhatToTell whatToTell, DraftUpdate draftUpdate, ApproveUpdate approveUpdate) {
        this.incidents = incidents;
        this.whatToTell = whatToTell;
        this.draftUpdate = draftUpdate;
        this.approveUpdate = approveUpdate;
    }

    /**
     * Goes as far as what was told before.
     *
     * @param code of the one that ended as merged
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public UpdateId point(IncidentCode code) {
        var incident = incidents.get(code);
        var id = draftUpdate.draft(incident, UpdateKind.MERGED, whatToTell.reach(incident, UpdateKind.MERGED));
        approveUpdate.approve(id, IncidentRecord.DRAAIBOEK);
        return id;
    }
}
