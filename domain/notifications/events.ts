/** Events of notices. `data` holds `userIds`: whose count of unread notices may have changed. */
export const NOTICE_EVENTS = ["notification.made", "notification.read"] as const;
export type NoticeEvent = (typeof NOTICE_EVENTS)[number];
