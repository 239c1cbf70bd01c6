// Mail that was sent: in the demo it can be read on a page.

import { expect, type Page } from "@playwright/test";
import { choose, press, writeAll } from "./form";
import { seen } from "./seen";

/** Follows the link in the newest mail to this address. */
export async function followLinkMailedTo(page: Page, address: string) {
  await page.goto("/outbox");
  const mail = page.getByRole("article").filter({ hasText: `To ${address},` }).first();
  await mail.getByRole("link").first().click();
}

/** Comes by the link that was mailed, and confirms for a partner. */
export async function answerInvitation(page: Page, address: string, name: string) {
  await followLinkMailedTo(page, address);
  await seen(page);
  await press(page, "Accept your invitation");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("What the offer says about");
  await seen(page);
  await press(page, "Send the answer");
  await expect(page.getByRole("alert")).toContainText("Choose whether you confirm or decline");
  await seen(page);
  await choose(page, "Your answer", /confirms this$/);
  await writeAll(page, { "Your name": name, "Your role there": "Chief executive" });
  await press(page, "Send the answer");
  await expect(page.locator("main")).toContainText("Your answer is recorded.");
  await seen(page);
}
