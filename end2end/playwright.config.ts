// Journeys through the pages in a real browser: with scripts and without, on a wide screen, and on one that is
// 320 pixels wide. Each test has a server and a demo of its own (tests/support/house.ts).

import { defineConfig } from "@playwright/test";

/** Debian's Chromium, which asks nobody on the net for anything. */
const chromium = {
  browserName: "chromium" as const,
  launchOptions: {
    executablePath: "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-quic",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  },
};

const wide = { width: 1280, height: 960 };
const phone = { width: 320, height: 640 };
/** A screen of 1280 by 1024 at 400 % (WCAG 2.2, 1.4.10). */
const zoomed = { width: 320, height: 256 };

/** The HTML that the others were sent. */
const HTML = "html.spec.ts";
/** Where axe has nothing to look at without scripts. */
const EVERY_PAGE = "every-page.spec.ts";

export default defineConfig({
  testDir: "tests",
  outputDir: "results/tests",
  globalSetup: "./tests/support/seed.ts",
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 5_000 },
  reporter: [["list"]],
  use: {
    ...chromium,
    locale: "en-GB",
    timezoneId: "Europe/London",
    actionTimeout: 10_000,
    navigationTimeout: 15_000,
    screenshot: "only-on-failure",
    trace: "off",
  },
  projects: [
    { name: "scripts", testIgnore: HTML, use: { viewport: wide } },
    { name: "no-scripts", testIgnore: [HTML, EVERY_PAGE], grepInvert: /@scripts/, use: { viewport: wide, javaScriptEnabled: false } },
    { name: "phone", testIgnore: HTML, grepInvert: /@once/, use: { viewport: phone, hasTouch: true } },
    { name: "zoomed", testIgnore: HTML, grep: /@zoomed/, use: { viewport: zoomed, javaScriptEnabled: false } },
    { name: "html", testMatch: HTML, dependencies: ["scripts", "no-scripts", "phone", "zoomed"] },
  ],
});
