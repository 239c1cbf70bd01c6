// The HTML as the server sent it, kept for the checker (html.spec.ts).

import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { HTML } from "./folders";

const HELD = new WeakMap<Page, Promise<string | undefined>>();

/** Holds what the server sends for the page itself: what scripts make of it is no longer its HTML. */
export function holdHtml(page: Page) {
  page.on("response", (response) => {
    const request = response.request();
    const isPage = request.isNavigationRequest() && request.frame() === page.mainFrame();
    if (isPage && (response.status() < 300 || response.status() >= 400)) {
      HELD.set(page, response.text().catch(() => undefined));
    }
  });
}

/** Each page once, however many stories come to it. */
export async function keepHtml(page: Page) {
  const html = await HELD.get(page);
  if (html === undefined) return;
  const name = createHash("sha256").update(html.replaceAll(/nonce="[^"]*"/g, "")).digest("hex").slice(0, 8);
  const path = new URL(page.url()).pathname.replaceAll(/[^A-Za-z0-9]+/g, "-");
  writeFileSync(join(HTML, `page${path}-${name}.html`), html);
}
