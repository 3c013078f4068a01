import { z } from "zod";

import { day, decimal, gibibytes, gigahertz, line, rowId, version, wholeNumber } from "#app/http/form-fields.ts";
import { ProjectForm } from "#app/http/project-form.ts";

export const EditedProjectForm = ProjectForm.extend({ version });
export const RetiredProjectForm = z.object({ version });

export const NewApplicationForm = z.object({ applicationName: line(190) });
export const EditedApplicationForm = z.object({ applicationId: rowId, applicationName: line(190), version });
export const RetiredApplicationForm = z.object({ applicationId: rowId, version });

export const PoolForm = z
  .object({ applicationId: rowId, cpuGhz: gigahertz, memoryGib: gibibytes, diskGib: gibibytes, effectiveOn: day })
  .transform(({ applicationId, memoryGib, diskGib, ...agreed }) => ({
    applicationId,
    agreed: { ...agreed, memoryBytes: memoryGib, diskBytes: diskGib },
  }));
export const WithdrawnPoolForm = z.object({ poolId: rowId });

/** 99,8 typed, 0.998 kept. */
const percentage = decimal(50, 100).transform((percent) => Math.round(percent * 10_000) / 1_000_000);

export const TermsForm = z.object({
  effectiveOn: day,
  availabilityTarget: percentage,
  maintenanceNoticeDays: wholeNumber(0, 365),
  supportHours: line(120),
});
export const WithdrawnTermsForm = z.object({ termsId: rowId });
