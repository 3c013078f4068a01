import availability from "./fr/availability.ts";
import frame from "./fr/frame.ts";

export const texts = { frame, availability };
