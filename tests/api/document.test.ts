import { afterAll, beforeAll, expect, test } from "vitest";
import { EXPRESS_ROUTES } from "#app/http/extranet.ts";
import { startApi, type TestApi } from "./support.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

test("the document is served, and tells every operation under /api/v1 and no other", async () => {
  const { status, body } = await api.ask("/api/openapi.json");
  expect(status).toBe(200);
  const told = Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.keys(methods as object).map((method) => `${method.toUpperCase()} /api/v1${path}`),
  );
  const served = EXPRESS_ROUTES.filter(({ path }) => path.startsWith("/api/v1/")).map(
    ({ methods, path }) => `${methods} ${path}`,
  );
  expect(told.sort()).toEqual(served.sort());
});
