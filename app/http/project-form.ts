import { z } from "zod";

import { line, optionalLine, userIdOrNull } from "./form-fields.ts";

/** The fields that a new project and an edited one have in common. */
export const ProjectForm = z.object({
  name: line(190),
  summary: optionalLine(190),
  timeZone: line(60),
  projectManagerId: userIdOrNull,
  deputyManagerId: userIdOrNull,
});

/** Refusals of the commands, and the field that each is about. */
export const PROJECT_FIELDS = {
  badTimeZone: "timeZone",
  managerNotStaff: "projectManagerId",
  deputyNotStaff: "deputyManagerId",
  deputyIsManager: "deputyManagerId",
  nameTaken: "slug",
  badSlug: "slug",
};
