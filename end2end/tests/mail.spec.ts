// Mail: how soon people want it, and what does not go out.

import { choose, follow, pick, press } from "./support/form";
import { partner } from "./support/new-offer";
import { seen } from "./support/seen";
import { expect, test } from "./support/test";

test("Margaret chooses her mail by kind", async ({ as }) => {
  const margaret = await as("Margaret");
  await margaret.goto("/account");
  await follow(margaret, "Your mail");
  await seen(margaret);
  await choose(margaret, "Your offer is returned for changes", "Once a day");
  await choose(margaret, "Your offer is accepted", "Never");
  await press(margaret, "Save");
  await expect(margaret.getByRole("alert")).toContainText("Your choices are kept.");
  await seen(margaret);
  await margaret.goto("/account/mail");
  for (const [kind, pace] of [
    ["Your offer is returned for changes", "Once a day"],
    ["Your offer is accepted", "Never"],
    ["Your offer is declined", "At once"],
  ]) {
    await expect(margaret.getByRole("group", { name: kind, exact: true }).getByLabel(pace)).toBeChecked();
  }
  // Nobody locks themselves out.
  await expect(margaret.getByRole("group", { name: /link to sign in/ })).toHaveCount(0);
});

test("Margaret finds the mail that did not go out, and has it sent again", async ({ as }) => {
  const margaret = await as("Margaret");
  // Somebody with an address that is not made up, and a house without a mail server.
  await partner(margaret, "/offers/KEN-D1", "Kent Fire and Rescue", "Fire and rescue", "fay@fire.gov.uk");
  await margaret.goto("/offers/KEN-D1/partners");
  await press(margaret, /^Ask it to confirm.*Kent Fire and Rescue/);
  await margaret.goto("/account/mail");
  await follow(margaret, "mail that went out to others, or did not");
  const mail = margaret.getByRole("article").filter({ hasText: "To fay@fire.gov.uk," });
  await expect(async () => {
    await margaret.reload();
    await expect(mail).toContainText("Tried once.", { timeout: 500 });
  }).toPass();
  await expect(mail).toContainText("no mail server is set");
  await pick(margaret, "What became of it", "To be tried again");
  await press(margaret, "Filter");
  await expect(margaret.getByRole("article")).toHaveCount(1);
  await seen(margaret);
  await press(mail, /^Send now/);
  await expect(margaret).toHaveURL(/\/outbox\?state=retrying/);
  await expect(async () => {
    await margaret.goto("/outbox");
    await expect(mail).toContainText("Tried once.", { timeout: 500 });
  }).toPass();
  // What goes to the people of the demo stays here, and is marked.
  await pick(margaret, "What became of it", "Made-up address");
  await press(margaret, "Filter");
  await expect(margaret.getByRole("article").first()).toContainText("The address is made up");
  await seen(margaret);
});
