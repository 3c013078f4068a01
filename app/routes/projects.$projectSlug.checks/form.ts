import { z } from "zod";

import { line, lineOrNull, optionalLine, rowId, rowIdOrNull, version, wholeNumber } from "#app/http/form-fields.ts";
import { CHECK_KINDS, CHECK_LIMITS, type CheckTarget, type InternalAllowance } from "#domain/checks/check.ts";
import { isMarkUrl } from "#domain/marks/mark.ts";

const { intervalSeconds, timeoutMs } = CHECK_LIMITS;
const ticked = z
  .literal("on")
  .optional()
  .transform((value) => value === "on");

const fields = z.object({
  kind: z.enum(CHECK_KINDS, "admin:problems.choose"),
  name: line(CHECK_LIMITS.name),
  target: line(CHECK_LIMITS.url),
  status: wholeNumber(100, 599)
    .or(z.literal("").transform(() => 200))
    .default(200),
  text: lineOrNull(CHECK_LIMITS.text),
  slowMs: wholeNumber(10, 600_000),
  intervalSeconds: wholeNumber(intervalSeconds.least, intervalSeconds.most),
  timeoutMs: wholeNumber(timeoutMs.least, timeoutMs.most),
  internal: optionalLine(260),
  sourceId: rowIdOrNull.default(null),
  decides: ticked,
  enabled: ticked,
});

/** The form of a check: what it looks at is an address, or a host and port for TCP. */
export const CheckForm = fields.transform((typed, context) => {
  const { kind, target: where, status, text, slowMs, internal, ...rest } = typed;
  const target = targetOf(kind, where, { status, text, slowMs });
  const allowed = internal === "" ? null : hostAndPort(internal);
  if (!target) context.addIssue({ code: "custom", path: ["target"], message: `checks:problems.${kind}Target` });
  if (internal !== "" && !allowed) {
    context.addIssue({ code: "custom", path: ["internal"], message: "checks:problems.tcpTarget" });
  }
  return target ? { ...rest, target, allowed } : z.NEVER;
});

export const EditedCheck = z.object({ checkId: rowId, version });
export const AskedCheck = z.object({ checkId: rowId });

function targetOf(
  kind: (typeof CHECK_KINDS)[number],
  where: string,
  { status, text, slowMs }: { status: number; text: string | null; slowMs: number },
): CheckTarget | null {
  if (kind === "tcp") {
    const place = hostAndPort(where);
    return place && { kind, ...place, slowMs };
  }
  if (!isMarkUrl(where)) return null;
  return kind === "http" ? { kind, url: where, status, text, slowMs } : { kind, url: where, slowMs };
}

/** "shop.example:8080", with the host as the URL parser writes it. Null for what is no host and port. */
function hostAndPort(text: string): InternalAllowance | null {
  const [, host, port] = /^(\[[^\]]+\]|[^\s:/?#@\\]+):(\d{1,5})$/.exec(text) ?? [];
  if (!host || !URL.canParse(`http://${host}/`) || Number(port) < 1 || Number(port) > 65_535) return null;
  return { host: new URL(`http://${host}/`).hostname.replace(/^\[|\]$/g, ""), port: Number(port) };
}
