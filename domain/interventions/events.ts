/** Events of interventions. `data` holds the intervention's id and title as `name`, its state, and `from` and `to` as ISO texts. */
export type InterventionEvent =
  | "intervention.planned"
  | "intervention.changed"
  | "intervention.submitted"
  | "intervention.agreed"
  | "intervention.answered"
  | "intervention.refused"
  | "intervention.delegated"
  | "intervention.announced"
  | "intervention.started"
  | "intervention.finished"
  | "intervention.rolled_back"
  | "intervention.cancelled"
  | "intervention.compared";
