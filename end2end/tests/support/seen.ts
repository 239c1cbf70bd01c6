// What holds for every page in every state that a story comes to.

import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { keepHtml } from "./html";
import { hasScripts } from "./screen";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Looks at the page as it stands now. What is wrong is noted, and the story goes on. */
export async function seen(page: Page) {
  await keepHtml(page);
  await hasOneHeading(page);
  await isWellTitled(page);
  await fitsTheScreen(page);
  if (hasScripts(test.info())) {
    await errorsHaveTheFocus(page);
    await isAccessible(page);
  }
}

async function hasOneHeading(page: Page) {
  await expect.soft(page.locator("h1"), `headings of ${where(page)}`).toHaveCount(1);
  await expect.soft(page.locator("main"), `main part of ${where(page)}`).toHaveCount(1);
}

async function isWellTitled(page: Page) {
  const title = await page.title();
  expect.soft(title, `title of ${where(page)}`).toMatch(/^(.{3,} – )?Single Offer$/);
  const faulty = (await page.locator(".govuk-error-summary").count()) > 0;
  expect.soft(title.startsWith("Error: "), `${where(page)}: “Error: ” in “${title}” as there are errors`).toBe(faulty);
}

/** Nothing scrolls sideways (1.4.10). */
async function fitsTheScreen(page: Page) {
  const wide = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    const out = [...document.querySelectorAll("body *")].filter((part) => part.getBoundingClientRect().right > room + 1);
    return {
      over: (document.scrollingElement?.scrollWidth ?? 0) - room,
      first: out.slice(0, 3).map((part) => `${part.tagName.toLowerCase()}.${part.className}`),
    };
  });
  expect.soft(wide.over, `${where(page)} is wider than the screen: ${wide.first.join(", ")}`).toBeLessThanOrEqual(0);
}

async function errorsHaveTheFocus(page: Page) {
  // Who has added or removed a row goes on there.
  if (new URL(page.url()).hash !== "") return;
  const summary = page.locator(".govuk-error-summary");
  if ((await summary.count()) > 0) await expect.soft(summary, `focus of ${where(page)}`).toBeFocused();
}

async function isAccessible(page: Page) {
  // No frames here: legacy mode spares a page of its own for each look. Details of what is well take half the time.
  const options = { runOnly: { type: "tag" as const, values: RULES }, resultTypes: ["violations" as const] };
  const { violations } = await new AxeBuilder({ page }).options(options).setLegacyMode(true).analyze();
  const found = violations.map(({ id, help, nodes }) => {
    const first = nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)}\n      ${node.failureSummary?.split("\n").join(" ")}`);
    return `${id}: ${help}\n    ${first.join("\n    ")}`;
  });
  expect.soft(found, `axe on ${where(page)}`).toEqual([]);
}

function where(page: Page): string {
  const { pathname, search } = new URL(page.url());
  return pathname + search;
}
