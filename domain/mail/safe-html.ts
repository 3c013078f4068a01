import sanitizeHtml from "sanitize-html";

const TAGS = [
  ..."a b blockquote br caption center code dd div dl dt em font h1 h2 h3 h4 h5 h6 hr i li ol p pre s small span".split(
    " ",
  ),
  ..."strike strong sub sup table tbody td tfoot th thead tr u ul".split(" "),
];
/** Deeper ones are cut: a browser is slow on ten thousand. */
const DEEPEST = 100;

interface SafeHtmlOptions {
  /** Whether pictures of other servers are fetched: asked for, mail by mail, since it tells their sender who reads. */
  readonly withImages: boolean;
  /** In the place of a picture that is not shown. */
  readonly imageWord: string;
}

/**
 * A mail's HTML as a document for a frame without scripts: words, tables and emphasis. Neither styles, forms, nor links that
 * lead anywhere are left, and of pictures only those by https, where asked for. Cleaned each time it is shown, so that a
 * better cleaner cleans old mails too.
 */
export function safeDocument(html: string, { withImages, imageWord }: SafeHtmlOptions): string {
  const body = sanitizeHtml(html, {
    allowedTags: withImages ? [...TAGS, "img"] : TAGS,
    allowedAttributes: {
      td: ["colspan", "rowspan"],
      th: ["colspan", "rowspan"],
      ...(withImages ? { img: ["src", "alt"] } : {}),
    },
    allowedSchemes: ["https"],
    allowProtocolRelative: false,
    nestingLimit: DEEPEST,
    transformTags: withImages
      ? {}
      : { img: (_tag, { alt = "" }) => ({ tagName: "span", attribs: {}, text: `[${alt.trim() || imageWord}]` }) },
  });
  const policy = `default-src 'none'; img-src ${withImages ? "https:" : "'none'"}`;
  return `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="referrer" content="no-referrer"></head><body>${body}</body></html>`;
}

/** Whether the HTML has pictures that are not shown until asked for. */
export function hasRemoteImages(html: string): boolean {
  return /<img\b[^>]{0,5000}\bsrc\s*=\s*["']?\s*https:/i.test(html);
}
