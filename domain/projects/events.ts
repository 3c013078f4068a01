/** Events of projects, their applications and contracts. `data` holds the row's id and name, and what changed. */
export type ProjectEvent =
  | "project.created"
  | "project.changed"
  | "project.retired"
  | "application.added"
  | "application.changed"
  | "application.retired"
  | "pool.agreed"
  | "pool.withdrawn"
  | "terms.agreed"
  | "terms.withdrawn";
