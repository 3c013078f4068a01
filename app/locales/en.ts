import { byNamespace } from "./namespaces.ts";

export const texts = byNamespace(import.meta.glob("./en/**/*.ts", { eager: true, import: "default" }));
