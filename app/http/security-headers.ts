interface PageSecurity {
  readonly nonce: string;
  readonly https: boolean;
  /** Pictures of other servers, on a page where somebody has asked for those of a mail. */
  readonly remoteImages?: boolean;
}

/** Headers of every response of the extranet. */
export function securityHeaders({ nonce, https, remoteImages = false }: PageSecurity): Record<string, string> {
  return {
    "content-security-policy": contentSecurityPolicy(nonce, https, remoteImages),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy":
      "camera=(), geolocation=(), microphone=(), payment=(), usb=(), publickey-credentials-get=(self), publickey-credentials-create=(self)",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    ...(https ? { "strict-transport-security": "max-age=31536000" } : {}),
  };
}

/**
 * Scripts and style sheets are ours or carry the nonce. Nothing inline is taken, style attributes included: gauges and
 * rulers are placed by SVG attributes.
 */
function contentSecurityPolicy(nonce: string, https: boolean, remoteImages: boolean): string {
  const directives = [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    remoteImages ? "img-src 'self' data: https:" : "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(https ? ["upgrade-insecure-requests"] : []),
  ];
  return directives.join("; ");
}
