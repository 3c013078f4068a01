import { isSlug } from "#domain/clients/names.ts";

/** Whether the text may name a machine: as its address, so a-z, 0-9 and inner hyphens, 60 at most ("web-1"). */
export const isMachineName = isSlug;

/** Whether the text may be a machine's address: a host name, IPv4 or IPv6, with a prefix length at most. */
export function isMachineAddress(text: string): boolean {
  return (
    /^[0-9A-Za-z][0-9A-Za-z.:-]{0,62}(?:\/\d{1,3})?$/.test(text) || /^::[0-9a-f:]{0,40}(?:\/\d{1,3})?$/i.test(text)
  );
}
