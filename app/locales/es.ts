import { byNamespace } from "./namespaces.ts";

export const texts = byNamespace(import.meta.glob("./es/**/*.ts", { eager: true, import: "default" }));
