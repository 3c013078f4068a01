/** Events of incidents. `data` holds the incident's id and title as `name`, and its impact. */
export type IncidentEvent = "incident.opened" | "incident.told" | "incident.recovered" | "incident.closed";
