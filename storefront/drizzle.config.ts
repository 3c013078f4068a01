import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "mysql",
  schema: "./storefront/db/schema/*.ts",
  out: "./storefront/db/migrations",
  breakpoints: true,
});
