// What every story begins with: a house, and people who come to it.

import { readFileSync } from "node:fs";
import { type Page, test as base } from "@playwright/test";
import { type House, open } from "./house";
import { holdHtml } from "./html";
import { watch } from "./watch";

export { expect, type Locator, type Page } from "@playwright/test";

type Fixtures = {
  /** A server with the demo in it. */
  house: House;
  /** Opens a browser of its own, in which nobody is signed in. */
  somebody: () => Promise<Page>;
  /** Opens a browser of its own, in which one of the demo's people is signed in. */
  as: (name: string) => Promise<Page>;
};

export const test = base.extend<Fixtures>({
  house: async ({}, use, info) => {
    const house = await open(info.outputPath("house"));
    await use(house);
    await house.close();
    const said = readFileSync(house.log, "utf8").split("\n");
    const faults = said.filter((line) => /ERROR|panicked/.test(line));
    if (faults.length > 0) throw new Error(`The server met faults:\n${faults.join("\n")}`);
  },
  baseURL: async ({ house }, use) => {
    await use(house.address);
  },
  somebody: async ({ browser, baseURL }, use) => {
    const contexts: Awaited<ReturnType<typeof browser.newContext>>[] = [];
    const watched: (() => string[])[] = [];
    await use(async () => {
      const context = await browser.newContext({ baseURL });
      contexts.push(context);
      context.on("page", (page) => {
        watched.push(watch(page));
        holdHtml(page);
      });
      return context.newPage();
    });
    const faults = [...new Set(watched.flatMap((said) => said()))];
    for (const context of contexts) await context.close();
    if (faults.length > 0) throw new Error(`The browser complained:\n${faults.join("\n")}`);
  },
  as: async ({ somebody }, use) => {
    await use(async (name) => {
      const page = await somebody();
      await page.goto("/sign-in");
      await signInAs(page, name);
      return page;
    });
  },
});

/** Presses the button of one of the demo's people. */
export async function signInAs(page: Page, name: string) {
  await page.getByRole("button", { name: new RegExp(`^${name},`) }).click();
}
