-- Why: what is in people's hands is found by the index of whose hands; one by lease was written at each hand-out and each renewal, and misled the server away from the other.

drop index followup_by_lease;
