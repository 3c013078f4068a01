/**
 * The collector's address from what a person typed. Plain http would show the token to everyone on the way: it is refused
 * except to this very machine.
 */
export function collectorUrl(text: string): { url: URL } | { refused: string } {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return { refused: `"${text}" is not an address such as https://collector.example:4000` };
  }
  if (url.username || url.password) return { refused: "the address of the collector must not hold a password" };
  if (url.protocol === "https:") return { url };
  if (url.protocol !== "http:") return { refused: `the collector is reached by https, not ${url.protocol}` };
  if (isLoopback(url.hostname)) return { url };
  return { refused: `plain http to ${url.hostname} would show the token on the way: use https` };
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
