import { redirect } from "@remix-run/node";

import { database } from "#db/client.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { type Action, isAllowed, isVisible, type Membership, type Subject } from "#domain/identity/permissions.ts";
import { isSessionOpen } from "#domain/identity/queries.server.ts";
import type { ClientScope, ProjectScope } from "#domain/identity/scope.ts";
import { clientScope, projectScope } from "#domain/identity/scopes.server.ts";
import { addressOf } from "./address.ts";
import { forbidden, notFound } from "./refusals.ts";
import { type Rights, rightsOf } from "./rights.server.ts";
import { type LiveSession, sessionOf } from "./session.server.ts";

/** What may be asked while one looks as another. */
const READS: ReadonlySet<string> = new Set(["GET", "HEAD"]);

export interface SignedIn extends Rights {
  readonly user: LiveSession["user"];
  readonly sessionId: string;
  readonly actor: Actor;
}

/** Who is signed in, or null. For the few pages that are for everybody. */
export async function signedInOrNull(request: Request): Promise<SignedIn | null> {
  const session = await sessionOf(request);
  if (!session) return null;
  return {
    user: session.user,
    // Read afresh each time: a role that was taken a moment ago must not answer this request.
    ...(await rightsOf(session.user.id, session.sessionId)),
    sessionId: session.sessionId,
    actor: { id: session.user.id, name: session.user.name, address: addressOf(request) },
  };
}

/** Nobody is sent to sign in, whatever the address: absent, foreign and own look alike to them. */
export async function requireUser(request: Request): Promise<SignedIn> {
  const signedIn = await signedInOrNull(request);
  if (signedIn?.seenAs && !READS.has(request.method)) throw forbidden();
  if (signedIn) return signedIn;
  throw redirect(`/sign-in?to=${encodeURIComponent(wantedPath(request))}`);
}

/** Pages of the platform as a whole. To whoever reaches no part of the platform they do not exist. */
export async function requirePlatform(request: Request, action: Action): Promise<SignedIn> {
  const signedIn = await requireUser(request);
  requireAllowed(signedIn, action, { kind: "platform" });
  return signedIn;
}

export async function requireClient(
  request: Request,
  clientSlug: string | undefined,
  action: Action = "client.read",
): Promise<SignedIn & { client: ClientScope }> {
  const signedIn = await requireUser(request);
  const client = await clientScope(database(), clientSlug ?? "");
  if (!client) throw notFound();
  requireAllowed(signedIn, action, { kind: "client", clientId: client.id });
  return { ...signedIn, client };
}

export async function requireProject(
  request: Request,
  projectSlug: string | undefined,
  action: Action = "project.read",
): Promise<SignedIn & { project: ProjectScope; can(action: Action): boolean }> {
  const signedIn = await requireUser(request);
  const project = await projectScope(database(), projectSlug ?? "");
  if (!project) throw notFound();
  const subject: Subject = { kind: "project", clientId: project.clientId, projectId: project.id };
  requireAllowed(signedIn, action, subject);
  return { ...signedIn, project, can: (wanted) => isAllowed(signedIn.memberships, wanted, subject) };
}

/**
 * For live streams: whether the session is still open and its user's memberships, read afresh, still pass the check.
 * Ask every 5 s and at each `onRevocation`; close the stream at the first no.
 */
export async function stillAllowed(signedIn: SignedIn, check: (fresh: Membership[]) => boolean): Promise<boolean> {
  if (!(await isSessionOpen(database(), signedIn.sessionId))) return false;
  const { memberships } = await rightsOf(signedIn.user.id, signedIn.sessionId);
  return check([...memberships]);
}

function requireAllowed(signedIn: SignedIn, action: Action, subject: Subject): void {
  if (!isVisible(signedIn.memberships, subject)) throw notFound();
  if (!isAllowed(signedIn.memberships, action, subject)) throw forbidden();
}

/** Where to go back to after signing in. A write is not repeated: its page is opened instead. */
function wantedPath(request: Request): string {
  const url = new URL(request.url);
  url.searchParams.delete("_data");
  return url.pathname + url.search;
}
