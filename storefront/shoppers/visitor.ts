import type { Form } from "./html.ts";

export interface Page {
  /** Path with its query, after redirects. */
  readonly path: string;
  readonly status: number;
  readonly html: string;
}

/** What one request came to; status 0 where there was no answer. Duration in milliseconds, redirects apart. */
export interface Asked {
  readonly path: string;
  readonly status: number;
  readonly durationMs: number;
}

const TIMEOUT_MS = 15_000;
const MOST_REDIRECTS = 6;
const LARGEST_PAGE = 2_000_000;

/** Leaves for good: the shop does not answer, or sends elsewhere. */
export class Gave extends Error {}

/** A browser without scripts: keeps cookies, follows redirects within the shop, names its origin when it writes. */
export class Visitor {
  private readonly cookies = new Map<string, string>();
  private readonly origin: string;

  constructor(
    shopUrl: string,
    private readonly watch: (asked: Asked) => void = () => {},
  ) {
    this.origin = new URL(shopUrl).origin;
  }

  open(path: string): Promise<Page> {
    return this.ask(path, { method: "GET" });
  }

  /** Sends a form as it is filled in, with what the shopper chose. */
  submit(page: Page, form: Form, chosen: Readonly<Record<string, string>>): Promise<Page> {
    const fields = new URLSearchParams(
      [...form.filled, ...Object.entries(chosen)].map(([name, value]) => [name, value]),
    );
    for (const [name, value] of Object.entries(chosen)) fields.set(name, value);
    const address = new URL(form.action || page.path, new URL(page.path, this.origin));
    if (form.method === "post") return this.ask(address.href, { method: "POST", body: fields });
    address.search = fields.toString();
    return this.ask(address.href, { method: "GET" });
  }

  private async ask(path: string, request: RequestInit): Promise<Page> {
    let [address, next] = [new URL(path, this.origin), request];
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      if (address.origin !== this.origin) throw new Gave(`sent to ${address.origin}`);
      const answer = await this.fetchOnce(address, next);
      const target = answer.status >= 300 && answer.status < 400 ? answer.location : null;
      if (target === null) return { path: address.pathname + address.search, status: answer.status, html: answer.html };
      [address, next] = [new URL(target, address), { method: "GET" }];
    }
    throw new Gave("sent round in circles");
  }

  private async fetchOnce(address: URL, request: RequestInit) {
    const began = performance.now();
    const tell = (status: number) =>
      this.watch({ path: address.pathname, status, durationMs: performance.now() - began });
    try {
      const answer = await fetch(address, {
        ...request,
        headers: { ...this.cookieHeader(), ...(request.method === "POST" && { origin: this.origin }) },
        redirect: "manual",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const html = (await answer.text()).slice(0, LARGEST_PAGE);
      tell(answer.status);
      this.keepCookies(answer.headers.getSetCookie());
      return { status: answer.status, location: answer.headers.get("location"), html };
    } catch (error) {
      tell(0);
      throw new Gave((error as Error).message);
    }
  }

  /** What it keeps, as its requests carry it. */
  cookieHeader(): Record<string, string> {
    if (this.cookies.size === 0) return {};
    return { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ") };
  }

  private keepCookies(lines: readonly string[]): void {
    for (const line of lines) {
      const [pair = "", ...attributes] = line.split(";");
      const [name = "", ...value] = pair.trim().split("=");
      if (attributes.some((one) => /^\s*max-age=0$/i.test(one))) this.cookies.delete(name);
      else this.cookies.set(name, value.join("="));
    }
  }
}
