// Partners speak for themselves, and are asked again when what they agreed to changes.

import { choose, follow, group, press, write, writeAll } from "./support/form";
import { seen } from "./support/seen";
import { expect, test } from "./support/test";

test("Kent Police declines, and Kent sees it at once", async ({ as }) => {
  const colin = await as("Colin");
  await colin.goto("/offers/KEN-D1");
  await seen(colin);
  await follow(colin, "See what was confirmed");
  await seen(colin);
  await colin.getByText("Decline after all").click();
  await seen(colin);
  await press(colin, "Decline");
  await expect(colin.getByRole("alert")).toBeVisible();
  await seen(colin);
  await write(colin, "Why", "The officers are needed elsewhere.");
  await press(colin, "Decline");
  await expect(colin.locator("main")).toContainText("Your answer is recorded.");
  await seen(colin);

  const margaret = await as("Margaret");
  await expect(margaret.locator("main")).toContainText("Kent Police has declined");
  await seen(margaret);
  await margaret.goto("/offers/KEN-D1/partners");
  await expect(margaret.locator("main")).toContainText("“The officers are needed elsewhere.”");
  await seen(margaret);
  await margaret.goto("/offers/KEN-D1/check");
  await press(margaret, "Submit the offer to Whitehall");
  await expect(margaret.getByRole("alert")).toContainText("Kent Police");
  await seen(margaret);
  await margaret.goto("/offers/KEN-D1/partners");
  await press(margaret, "Ask again (Kent Police)");
  await colin.goto("/work");
  await expect(colin.locator("main")).toContainText("for Kent Police");
});

test("Kent changes what the police put in, and they are asked again", async ({ as }) => {
  const colin = await as("Colin");
  await expect(colin.locator("main")).not.toContainText("Confirm again");
  const daniel = await as("Daniel");
  await daniel.goto("/offers/KEN-D1/budgets");
  await follow(daniel, "Change (Margate and Cliftonville West fund)");
  const police = group(daniel, "Contribution 4");
  await expect(police.getByLabel("Fund or grant it comes from")).toHaveValue("Neighbourhood policing");
  await write(police, "Contribution 4, 2013-14: Amount", "£260,000");
  await write(daniel, "2013-14: Whole budget", "£2,460,000");
  await press(daniel, "Save and continue");
  await expect(daniel).toHaveURL("/offers/KEN-D1/budgets");

  await colin.goto("/work");
  await expect(colin.locator("main")).toContainText("Confirm again for Kent Police: what is said about it has changed");
  await seen(colin);
  await colin.getByRole("link", { name: /^Answer.*KEN-D1/ }).click();
  await expect(colin.getByRole("heading", { name: "What has changed since you answered" })).toBeVisible();
  await expect(colin.locator("main")).toContainText("£260,000");
  await seen(colin);

  // It changes once more while Colin reads: he confirms nothing that he has not seen.
  await daniel.goBack();
  await daniel.reload();
  await write(group(daniel, "Contribution 4"), "Contribution 4, 2013-14: Amount", "£270,000");
  await write(daniel, "2013-14: Whole budget", "£2,470,000");
  await press(daniel, "Save and continue");
  await expect(daniel).toHaveURL("/offers/KEN-D1/budgets");
  await confirm();
  await expect(colin.getByRole("alert")).toContainText("changed while this page was open");
  await seen(colin);
  await confirm();
  await expect(colin.locator("main")).toContainText("Your answer is recorded.");

  const margaret = await as("Margaret");
  await margaret.goto("/offers/KEN-D1/check");
  await expect(margaret.getByText("Nothing blocks submission.")).toBeVisible();
  await margaret.goto("/offers/KEN-D1/history");
  await expect(margaret.locator("main")).toContainText("Kent Police asked again");
  await seen(margaret);

  async function confirm() {
    await choose(colin, "Your answer", "Kent Police confirms this");
    await writeAll(colin, { "Your name": "Colin", "Your role there": "Superintendent" });
    await press(colin, "Send the answer");
  }
});
