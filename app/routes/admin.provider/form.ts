import { z } from "zod";

import { emailOrNull, line, telephoneOrNull, version } from "#app/http/form-fields.ts";

export const ProviderForm = z.object({
  name: line(190),
  emergencyTelephone: telephoneOrNull,
  email: emailOrNull,
  version,
});
