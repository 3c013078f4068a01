/** Events of identity. Types only: an event is a row of `events`, written in the transaction of its command. */
export type IdentityEvent =
  | { readonly type: "membership.granted"; readonly data: { readonly userId: string } }
  | { readonly type: "membership.revoked"; readonly data: { readonly userId: string } }
  /** Without `sessionId`, all sessions of the user. */
  | { readonly type: "session.revoked"; readonly data: { readonly userId: string; readonly sessionId?: string } };

export const REVOKING_EVENTS = ["membership.revoked", "session.revoked"] as const;
