/** Events of capacity. `data` holds the action's or the expected event's id, and its title as `name`. */
export type CapacityEvent =
  | "capacity.action_proposed"
  | "capacity.action_changed"
  | "capacity.action_answered"
  | "capacity.action_planned"
  | "capacity.action_done"
  | "capacity.action_dropped"
  | "capacity.action_measured"
  | "capacity.event_expected"
  | "capacity.event_changed"
  | "capacity.event_withdrawn"
  | "capacity.event_measured";
