import { optionalLine, rowId } from "#app/http/form-fields.ts";
import { ProjectForm } from "#app/http/project-form.ts";

export const NewProjectForm = ProjectForm.extend({
  clientId: rowId,
  /** Made of the name when empty. */
  slug: optionalLine(60).transform((slug) => slug || undefined),
});
