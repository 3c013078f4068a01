/**
 * The Message-ID that a ticket's mails all refer to, though no mail bears it: so mail programs show one thread, whichever
 * of its mails a reader was sent.
 */
export function threadName(ticketId: number): string {
  return `<ticket-${ticketId}@timonerie>`;
}
