// The portfolio leads to its lists, search marks its words, and a freedom that was granted is taken over.

import { follow, press, write } from "./support/form";
import { seen } from "./support/seen";
import { expect, test } from "./support/test";

test("Ruth follows a figure to the offers behind it, and finds one by its words", async ({ as }) => {
  const ruth = await as("Ruth");
  await ruth.goto("/programme");
  await seen(ruth);
  await ruth.getByRole("row", { name: /^Negotiating/ }).getByRole("link").first().click();
  await expect(ruth).toHaveURL(/\/offers\?stage=negotiating/);
  await seen(ruth);
  await ruth.goto("/programme/asks");
  await seen(ruth);
  await ruth.goto("/search");
  await write(ruth, "Words", "drug treatment");
  await press(ruth, "Search");
  await expect(ruth.locator("mark").first()).toHaveText(/^(drug|treatment)/i);
  await seen(ruth);
});

test("Brian takes over the wording of a freedom that Worcestershire was granted", async ({ as }) => {
  const brian = await as("Brian");
  await brian.goto("/offers/DUR-D1/freedoms");
  await follow(brian, "Freedoms that were granted elsewhere");
  await seen(brian);
  await brian.getByRole("button", { name: /^Take over the wording/ }).first().click();
  await expect(brian).toHaveURL(/\/offers\/DUR-D1\/freedoms\/\w+$/);
  await expect(brian.getByRole("textbox", { name: "Source" })).toHaveValue(/^Granted to Worcestershire in agreement WOR-1, term \d+$/);
  await seen(brian);
});
