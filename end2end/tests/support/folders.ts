// Where things lie.

import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));

/** The folder of these tests. */
export const END2END = join(here, "..", "..");
/** The program under test. */
export const PROGRAM = process.env.PROGRAM ?? join(END2END, "..", "target", "debug", "single-offer");
/** All that a run leaves behind. */
const RESULTS = join(END2END, "results");
/** A database with nothing but the demo. */
export const SEED = join(RESULTS, "seed");
/** The HTML of the pages that were seen. */
export const HTML = join(RESULTS, "html-seen");
