// What a browser complains of: faults in scripts, what the content security policy stopped, files that are missing.

import type { Page } from "@playwright/test";

/** Says what the page has complained of so far. */
export function watch(page: Page): () => string[] {
  const said: string[] = [];
  page.on("console", (message) => {
    // Chromium reports every page with a status of 400 and more; those pages are meant.
    const isStatus = message.text().startsWith("Failed to load resource") && isPage(message.location().url);
    if (["error", "warning"].includes(message.type()) && !isStatus) said.push(`${message.text()} (${page.url()})`);
  });
  page.on("pageerror", (error) => said.push(`${error} (${page.url()})`));
  page.on("response", (response) => {
    if (response.status() >= 500) said.push(`${response.url()} answered ${response.status()}`);
  });
  return () => said;
}

/** Files beside the pages have a name with an ending. */
function isPage(url: string): boolean {
  return !/\.[a-z0-9]+$/.test(new URL(url).pathname);
}
