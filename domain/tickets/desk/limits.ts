/** In characters, and of one ticket. */
export const CHECKLIST_LIMITS = { text: 300, steps: 50 } as const;
