// The HTML of every page that any story came to, refusals and conflicts included, by the Nu Html Checker.

import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { END2END, HTML } from "./support/folders";

test("The HTML that browsers were sent is valid", () => {
  test.setTimeout(180_000);
  expect(readdirSync(HTML).length).toBeGreaterThan(50);
  const checker = join(END2END, "node_modules/vnu-jar/build/dist/vnu.jar");
  const { status, stderr, error } = spawnSync("java", ["-jar", checker, "--errors-only", "--Werror", HTML], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  expect(error).toBeUndefined();
  expect(stderr.replaceAll(`file:${HTML}/`, "")).toBe("");
  expect(status).toBe(0);
});
