import { parentPort, workerData } from "node:worker_threads";
import PostalMime from "postal-mime";

import { measure } from "./measure.mjs";

/*
 * Parses one mail in a thread of its own, which may be ended at any moment: what a mail makes it do ends here. JavaScript,
 * so that it starts from the source and from the build alike. Hands back `{ refused }` or `{ mail }` as parsed.ts has it.
 */
const REPORT_PARTS =
  /^(message\/(delivery-status|disposition-notification|global-delivery-status|rfc822|global)|text\/rfc822-headers)/;
const NAME = /^<[^\s<>]{1,180}>$/;
const NAME_IN_TEXT = /<[^\s<>]{1,180}>/g;

const { bytes, limits, judged } = workerData;
parentPort?.postMessage(await answer());

async function answer() {
  const refused = measure(bytes, limits);
  if (refused) return { refused };
  try {
    const mail = await PostalMime.parse(bytes, {
      maxNestingDepth: limits.levels,
      maxHeadersSize: 4 * limits.headerBytes,
      maxRfc822NestingDepth: 2,
      // A mail in a mail stays a file: its text is not what the sender says.
      forceRfc822Attachments: true,
    });
    return { mail: await picked(mail) };
  } catch (error) {
    return { refused: /depth|nesting/i.test(String(error?.message)) ? "tooManyLevels" : "unreadable" };
  }
}

async function picked(mail) {
  const { text, isReport, attachments } = await contentOf(mail);
  return {
    messageId: named(mail.messageId),
    inReplyTo: named(mail.inReplyTo),
    references: (mail.references ?? "").match(NAME_IN_TEXT)?.slice(-50) ?? [],
    from: mailboxes([mail.from ?? mail.sender])[0] ?? null,
    to: [...new Set([...deliveredTo(mail), ...mailboxes([...(mail.to ?? []), ...(mail.cc ?? [])]).map(addressOf)])],
    subject: plain(mail.subject, 300),
    text,
    html: mail.html === undefined ? null : withoutNulls(mail.html).slice(0, limits.html),
    headers: judgedHeaders(mail.headers),
    attachments: attachments.slice(0, limits.attachments).map((attachment) => ({
      name: plain(attachment.filename ?? "", 190),
      mediaType: plain(attachment.mimeType ?? "", 100),
      bytes: new Uint8Array(attachment.content),
      contentId: attachment.contentId ? plain(attachment.contentId, 200).replace(/^<|>$/g, "") : null,
    })),
    report: isReport ? reportOf(mail.attachments) : null,
  };
}

/** Text first; of a report its machine-readable parts are no attachments. */
async function contentOf(mail) {
  const isReport = /^multipart\/report\b/i.test(headerOf(mail, "content-type"));
  const attachments = mail.attachments.filter(({ mimeType }) => !(isReport && REPORT_PARTS.test(mimeType)));
  const text = mail.text?.trim() || (mail.html ? await wordsOf(mail.html.slice(0, limits.html)) : "");
  return { text: withoutNulls(text).trim().slice(0, limits.text), isReport, attachments };
}

/** Loaded only for mails without a text: it is as heavy as the rest of the thread. */
async function wordsOf(html) {
  const { textOfHtml } = await import("./text-of-html.mjs");
  return textOfHtml(html);
}

/** A Message-ID that can stand in a header of ours. */
function named(id) {
  const trimmed = (id ?? "").trim();
  return NAME.test(trimmed) ? trimmed : null;
}

function mailboxes(addresses) {
  return addresses
    .flatMap((address) => address?.group ?? (address ? [address] : []))
    .filter(({ address }) => /^[^\s@<>]{1,64}@[^\s@<>]{1,190}$/.test(address ?? ""))
    .map(({ name, address }) => ({ name: plain(name, 190), address: address.toLowerCase() }));
}

function addressOf({ address }) {
  return address;
}

/** Where the last server says that it put it: the only trace of a blind copy. */
function deliveredTo(mail) {
  return mail.headers
    .filter(({ key }) => ["delivered-to", "x-original-to", "envelope-to"].includes(key))
    .map(({ value }) => value.trim().replace(/^<|>$/g, "").toLowerCase())
    .filter((address) => /^[^\s@<>]{1,64}@[^\s@<>]{1,190}$/.test(address));
}

function judgedHeaders(headers) {
  const found = {};
  for (const { key, value } of headers) {
    if (judged.includes(key)) found[key] = [...(found[key] ?? []), plain(value, 1_000)];
  }
  return found;
}

function headerOf(mail, name) {
  return mail.headers.find(({ key }) => key === name)?.value ?? "";
}

/** The mail server's report (RFC 3464), and of the mail that it is about the Message-ID. */
function reportOf(attachments) {
  const textOf = (pattern) => {
    const part = attachments.find(({ mimeType }) => pattern.test(mimeType));
    return part ? new TextDecoder().decode(new Uint8Array(part.content).subarray(0, 20_000)) : "";
  };
  const status = textOf(/^message\/(global-)?delivery-status/);
  const field = (name) => plain(new RegExp(`^${name}:[ \\t]*(.+(?:\\r?\\n[ \\t].+)*)`, "im").exec(status)?.[1], 300);
  const about = textOf(/^(message\/(rfc822|global)|text\/rfc822-headers)/);
  return {
    messageId: named(/^message-id:\s*(<[^\s<>]{1,180}>)/im.exec(about)?.[1]),
    action: field("action").toLowerCase(),
    status: field("status"),
    diagnostic: field("diagnostic-code").replace(/^smtp;\s*/i, ""),
  };
}

/** One line of text, without controls. */
function plain(text, longest) {
  return (text ?? "")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .slice(0, longest);
}

function withoutNulls(text) {
  return text.replaceAll("\u0000", "");
}
