/** In characters, and of one ticket. */
export const CHECKLIST_LIMITS = { text: 300, steps: 50 } as const;

/** In characters. */
export const TEAM_NAME_LIMIT = 80;
