// Filling in forms by the words that people read.

import { expect, type Locator, type Page } from "@playwright/test";

/** A page, or a part of it. */
export type Within = Page | Locator;

/** Types into the field of this name. */
export async function write(within: Within, label: string, text: string) {
  await within.getByLabel(label, { exact: true }).fill(text);
}

/** Types several, each into the field of its name. */
export async function writeAll(within: Within, texts: Record<string, string>) {
  for (const [label, text] of Object.entries(texts)) await write(within, label, text);
}

/** Chooses one of the radios below a question. */
export async function choose(within: Within, question: string, answer: string | RegExp) {
  await group(within, question).getByRole("radio", { name: answer, exact: true }).check();
}

/** Ticks boxes below a question. */
export async function tick(within: Within, question: string, ...answers: string[]) {
  for (const answer of answers) await group(within, question).getByRole("checkbox", { name: answer, exact: true }).check();
}

/** Picks from the list of this name. */
export async function pick(within: Within, label: string, answer: string) {
  await within.getByLabel(label, { exact: true }).selectOption({ label: answer });
}

/** Fills a row of a table by year. */
export async function byYear(within: Within, row: string, amounts: Record<string, string>) {
  for (const [year, amount] of Object.entries(amounts)) await write(within, `${year}: ${row}`, amount);
}

/** The fields below one heading: a question with its answers, or one of several rows. */
export function group(within: Within, name: string): Locator {
  return within.getByRole("group", { name, exact: true });
}

/** Presses a button. */
export async function press(within: Within, name: string | RegExp) {
  await within.getByRole("button", { name, exact: true }).click();
}

/** Follows a link, also one that looks like a button. */
export async function follow(within: Within, name: string | RegExp) {
  const link = within.getByRole("link", { name, exact: true });
  await link.or(within.locator("a").and(within.getByRole("button", { name, exact: true }))).click();
}

/** Saves what is filled in, which has to be complete. */
export async function save(page: Page) {
  const form = page.url();
  await press(page, "Save and continue");
  await expect(page, "what was filled in is complete").not.toHaveURL(form);
  await expect(page.locator(".govuk-error-summary")).toHaveCount(0);
}
