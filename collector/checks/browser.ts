import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--dns-prefetch-disable",
  // Names are the proxy's to resolve, and WebRTC would go out beside it.
  "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
  "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
];

/** Debian's Chromium, headless, with a fresh profile, whose every connection goes through the proxy. */
export async function openJourneyBrowser(proxyUrl: string): Promise<Browser> {
  const executablePath = PLACES.find((place) => existsSync(place));
  if (!executablePath) throw new Error("Chromium is not installed: apt-get install chromium");
  // Chromium's sandbox cannot be set up by root.
  const args = process.getuid?.() === 0 ? [...FLAGS, "--no-sandbox"] : FLAGS;
  return chromium.launch({ executablePath, headless: true, args, proxy: { server: proxyUrl, bypass: "<-loopback>" } });
}
