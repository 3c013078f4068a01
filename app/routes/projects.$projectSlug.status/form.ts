import { z } from "zod";

import { line, optionalLine, version } from "#app/http/form-fields.ts";
import { problemsOf } from "#app/http/problems.ts";
import type { StatusPageEdit } from "#domain/status/commands.server.ts";
import { STATUS_LIMITS, STATUS_LOCALES, STATUS_VISIBILITIES } from "#domain/status/page.ts";

import { nameField } from "./fields.ts";

const Settings = z.object({
  visibility: z.enum(STATUS_VISIBILITIES, "admin:problems.choose"),
  title: line(STATUS_LIMITS.title),
  locale: z.enum(STATUS_LOCALES, "admin:problems.choose"),
  version,
});

/** The settings that were typed. A service without a single name is not shown; one with another language's only is refused. */
export function readStatusForm(
  fields: Record<string, unknown>,
  services: readonly { readonly id: number }[],
): { edit: StatusPageEdit } | { problems: Record<string, string> } {
  const settings = Settings.safeParse(fields);
  if (!settings.success) return { problems: problemsOf(settings.error) };
  const problems: Record<string, string> = {};
  const components = services.flatMap(({ id: serviceId }) => {
    const names = Object.fromEntries(
      STATUS_LOCALES.flatMap((locale) => {
        const field = nameField(serviceId, locale);
        const name = optionalLine(STATUS_LIMITS.name).safeParse(fields[field]);
        if (!name.success) problems[field] = name.error.issues[0]?.message ?? "admin:problems.tooLong";
        return name.data ? [[locale, name.data]] : [];
      }),
    );
    if (Object.keys(names).length === 0) return [];
    const own = settings.data.locale;
    if (!names[own]) problems[nameField(serviceId, own)] ??= "status:problems.nameMissing";
    return [{ serviceId, names }];
  });
  return Object.keys(problems).length > 0 ? { problems } : { edit: { ...settings.data, components } };
}
