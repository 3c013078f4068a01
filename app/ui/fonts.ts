import mono500 from "@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-500-normal.woff2?url";
import sans400 from "@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff2?url";
import sans500 from "@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-500-normal.woff2?url";
import condensed400 from "@fontsource/ibm-plex-sans-condensed/files/ibm-plex-sans-condensed-latin-400-normal.woff2?url";
import condensed500 from "@fontsource/ibm-plex-sans-condensed/files/ibm-plex-sans-condensed-latin-500-normal.woff2?url";
import type { LinkDescriptor } from "@remix-run/node";

/** Fetched with the styles, not after them: letters that change their width make the page jump. */
export const FRAME_FONTS: readonly LinkDescriptor[] = [sans400, sans500, condensed400].map(preloaded);

/** What pages of machines write beside that: states, and names. */
export const MACHINE_FONTS: readonly LinkDescriptor[] = [condensed500, mono500].map(preloaded);

function preloaded(href: string): LinkDescriptor {
  return { rel: "preload", href, as: "font", type: "font/woff2", crossOrigin: "anonymous" };
}
