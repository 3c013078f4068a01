import { byNamespace } from "./namespaces.ts";

export const texts = byNamespace(import.meta.glob("./fr/**/*.ts", { eager: true, import: "default" }));
