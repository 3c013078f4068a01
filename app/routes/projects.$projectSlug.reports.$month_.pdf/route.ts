import type { LoaderFunctionArgs } from "@remix-run/node";

import { notFound } from "#app/http/refusals.ts";
import { requireReport } from "#app/http/reports.server.ts";
import { database } from "#db/client.server.ts";
import { editionPdf, editionsOf } from "#domain/reports/queries.server.ts";
import { reportPage } from "#reports/page.server.ts";
import { NotPrinted, printPdf } from "#reports/pdf.server.ts";
import { writtenReport } from "#reports/written.server.ts";

/** The PDF of an edition, byte for byte as it was published; of what is not published staff see what it would be. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { project, month, isStaff, detail } = await requireReport(request, params);
  const search = new URL(request.url).searchParams;
  const asked = search.get("edition");
  const newest = (await editionsOf(database(), detail.row.id)).at(-1)?.edition;
  const isPreview = newest === undefined || search.has("preview");
  if (isPreview) {
    if (!isStaff) throw notFound();
    return preview(project, detail, month);
  }
  const edition = asked === null ? newest : /^\d{1,4}$/.test(asked) ? Number(asked) : 0;
  const found = await editionPdf(database(), detail.row.id, edition);
  if (!found) throw notFound();
  return answer(found.pdf, `${project.slug}-${month}-${edition}`, { etag: `"${found.hash}"` });
}

async function preview(
  project: Parameters<typeof writtenReport>[1],
  detail: Parameters<typeof writtenReport>[2],
  month: string,
) {
  const report = await writtenReport(database(), project, detail, { isDraft: true, at: detail.row.draftedAt });
  try {
    const { pdf } = await printPdf(reportPage(report));
    return answer(pdf, `${project.slug}-${month}-preview`);
  } catch (error) {
    if (!(error instanceof NotPrinted)) throw error;
    console.warn("a report could not be printed:", error.message);
    throw new Response("Service Unavailable", { status: 503, headers: { "retry-after": "30" } });
  }
}

function answer(pdf: Buffer, name: string, headers: Record<string, string> = {}): Response {
  return new Response(new Uint8Array(pdf), {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": `inline; filename="${name}.pdf"`,
      "cache-control": "private, no-cache",
      ...headers,
    },
  });
}
