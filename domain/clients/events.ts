/** Events of clients, their contacts and the provider. `data` holds the row's id and name, and what changed. */
export type ClientEvent =
  | "client.created"
  | "client.changed"
  | "client.retired"
  | "contact.added"
  | "contact.changed"
  | "contact.removed"
  | "provider.changed";
