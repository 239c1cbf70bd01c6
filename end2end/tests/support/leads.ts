// Where a page leads to.

import type { Page } from "@playwright/test";

/** Pages that somebody who is signed out is shown as well: they are looked at once, not for each person. */
const OPEN = new Set(["/", "/accessibility", "/privacy", "/cookies", "/outbox"]);

/** What a browser keeps as a file is no page. */
const FILE = /\/export$|\.(csv|atom|pdf|docx|xlsx|json|ics)$|\/(pdf|word|redline)$|\/versions\/\d+\/memoranda\/|\/files\/(?!new$)[^/]+$/;

/** Addresses of the pages of this site that the page links to, without what differs by person. */
export async function leads(page: Page): Promise<string[]> {
  const all = await page.locator("a[href]").evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
  const here = new URL(page.url()).origin;
  return all
    .map((href) => new URL(href))
    .filter((url) => url.origin === here && !OPEN.has(url.pathname) && !FILE.test(url.pathname))
    .map((url) => url.pathname + url.search);
}

/** Addresses of one kind differ in references, keys and values only. */
export function kindOf(address: string): string {
  const url = new URL(address, "http://localhost");
  const [, first, second, third, fourth, ...rest] = url.pathname.split("/");
  const named = second !== "new" && ["offers", "organisations", "agreements"].includes(first ?? "");
  const path = [first, named ? second && "*" : second, third, fourth && "*", ...rest];
  return `${path.join("/")}?${[...url.searchParams.keys()].sort()}`;
}
