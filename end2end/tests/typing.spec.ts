// Whatever is typed is kept: when it cannot be read, when somebody else saved first, when the session has ended.

import { choose, follow, group, press, save, write } from "./support/form";
import { hasScripts } from "./support/screen";
import { seen } from "./support/seen";
import { expect, signInAs, test } from "./support/test";

const LINE = "Fewer and cheaper transactions through Gateway";

test("A figure that cannot be read is kept as it was typed", async ({ as }, info) => {
  const daniel = await as("Daniel");
  await daniel.goto("/offers/KEN-D1/savings");
  await follow(daniel, `Change “${LINE}”`);
  const form = daniel.url();
  await write(daniel, "2014-15: High", "about 2 million");
  await press(daniel, "Save and continue");
  await expect(daniel).toHaveURL(form);
  const field = daniel.getByLabel("2014-15: High", { exact: true });
  const message = "Enter an amount in pounds, like £1,234.50 or 1.2m";
  await expect(field).toHaveValue("about 2 million");
  await expect(field).toHaveAccessibleDescription(new RegExp(message));
  await expect(daniel.getByRole("alert")).toContainText(message);
  await seen(daniel);
  await daniel.getByRole("alert").getByRole("link", { name: new RegExp(message) }).click();
  if (hasScripts(info)) await expect(field).toBeFocused();
  else await expect(daniel).toHaveURL(`${form}#high-2014-15`);

  // It was saved, and is there for others too.
  const margaret = await as("Margaret");
  await margaret.goto(form);
  await expect(margaret.getByLabel("2014-15: High", { exact: true })).toHaveValue("about 2 million");
  await seen(margaret);
  await margaret.goto("/offers/KEN-D1/savings");
  await expect(margaret.locator("main")).toContainText("“about 2 million” (cannot be read)");
  await seen(margaret);
  await margaret.goto("/offers/KEN-D1/check");
  await expect(margaret.locator("main")).toContainText("1 rule is broken, which blocks submission.");
  await seen(margaret);
});

const MALFORMED = ["£-", "1,2,3", "1e9", "NaN", "１２３", "9".repeat(40), "<b>£1</b>", "£1.005"];

test("No malformed amount is lost or taken for a number", { tag: ["@once", "@scripts"] }, async ({ as }) => {
  const daniel = await as("Daniel");
  await daniel.goto("/offers/KEN-D1/savings");
  await follow(daniel, `Change “${LINE}”`);
  for (const text of MALFORMED) {
    await write(daniel, "2015-16: Low", text);
    await press(daniel, "Save and continue");
    await expect(daniel.getByRole("alert")).toBeVisible();
    await expect(daniel.getByLabel("2015-16: Low", { exact: true })).toHaveValue(text);
  }
  await write(daniel, "2015-16: Low", "£1,234.50");
  await save(daniel);
});

test("Margaret and Daniel save over each other, and nothing is lost", async ({ as }) => {
  const daniel = await as("Daniel");
  const margaret = await as("Margaret");
  for (const page of [daniel, margaret]) await page.goto("/offers/KEN-D1/scope");
  await write(daniel, "Area", "Kent and Medway");
  await write(daniel, "Services it covers", "Gateway centres, as Daniel puts it.");
  await press(daniel, "Save and continue");
  await expect(daniel).toHaveURL("/offers/KEN-D1");

  await write(margaret, "Services it covers", "Gateway centres, as Margaret puts it.");
  await write(margaret, "The offer in short", "One front door for the county.");
  await press(margaret, "Save and continue");
  await expect(margaret.getByRole("heading", { level: 1 })).toHaveText("Choose which text to keep");
  await seen(margaret);
  const services = group(margaret, "Services it covers");
  await expect(services).toContainText("Gateway centres, as Daniel puts it.");
  await expect(services).toContainText("Gateway centres, as Margaret puts it.");
  // What only one of them changed is chosen already.
  await expect(group(margaret, "Area").getByRole("radio", { name: /^Saved by Daniel/ })).toBeChecked();
  await expect(group(margaret, "The offer in short").getByRole("radio", { name: "Yours" })).toBeChecked();
  await choose(margaret, "Services it covers", /^Saved by Daniel/);

  // Daniel saves once more meanwhile: Margaret is asked again, about what is new.
  await daniel.goto("/offers/KEN-D1/scope");
  await write(daniel, "As taxpayers", "Fewer counters, says Daniel.");
  await press(daniel, "Save and continue");
  await expect(daniel).toHaveURL("/offers/KEN-D1");
  await press(margaret, "Save what I chose");
  await expect(margaret.getByRole("heading", { level: 1 })).toHaveText("Choose which text to keep");
  await expect(group(margaret, "What changes for citizens: As taxpayers").or(group(margaret, "As taxpayers"))).toContainText("Fewer counters, says Daniel.");
  await press(margaret, "Save what I chose");
  await expect(margaret).toHaveURL("/offers/KEN-D1");

  await margaret.goto("/offers/KEN-D1/scope");
  await expect(margaret.getByLabel("Area", { exact: true })).toHaveValue("Kent and Medway");
  await expect(margaret.getByLabel("Services it covers")).toHaveValue("Gateway centres, as Daniel puts it.");
  await expect(margaret.getByLabel("The offer in short")).toHaveValue("One front door for the county.");
  await expect(margaret.getByLabel("As taxpayers")).toHaveValue("Fewer counters, says Daniel.");
});

test("What was typed after the session ended comes back after sign-in, to the same person", async ({ as }) => {
  const margaret = await as("Margaret");
  await margaret.goto("/offers/KEN-D1/governance");
  await follow(margaret, "Change (Governance)");
  const text = "A joint committee, which also hears residents.";
  await write(margaret, "How councillors scrutinise it", text);
  const otherTab = await margaret.context().newPage();
  await otherTab.goto("/work");
  await press(otherTab, "Sign out");
  await expect(otherTab).toHaveURL("/");
  await press(margaret, "Save and continue");
  await expect(margaret.getByRole("heading", { level: 1 })).toHaveText("Sign in");
  const back = margaret.url();

  const daniel = await as("Daniel");
  await daniel.goto(new URL(back).searchParams.get("next") ?? "");
  await expect(daniel.getByLabel("How councillors scrutinise it")).not.toHaveValue(text);

  await signInAs(margaret, "Margaret");
  await expect(margaret.locator("main")).toContainText("This is not saved yet: you were signed out");
  await expect(margaret.getByLabel("How councillors scrutinise it")).toHaveValue(text);
  await seen(margaret);
  await press(margaret, "Save and continue");
  await expect(margaret.getByRole("heading", { level: 1 })).toHaveText("Assessment and reporting");
  await margaret.goto("/offers/KEN-D1/governance");
  await expect(margaret.locator("main")).toContainText(text);
});

test("Adding and removing rows keeps what stands in the others", async ({ as }) => {
  const daniel = await as("Daniel");
  await daniel.goto("/offers/KEN-D1/savings");
  await follow(daniel, `Change “${LINE}”`);
  await write(daniel, "2013-14: Low", "half a million");
  const third = group(daniel, "Beneficiary 3");
  await write(third, "Part in %", "29.5");
  await press(daniel, "Add another beneficiary");
  await expect(group(daniel, "Beneficiary 4")).toBeVisible();
  await expect(group(daniel, "Beneficiary 3").getByLabel("Part in %")).toHaveValue("29.5");
  await expect(daniel.getByLabel("2013-14: Low", { exact: true })).toHaveValue("half a million");
  await press(daniel, "Remove beneficiary 1");
  await expect(group(daniel, "Beneficiary 2").getByLabel("Part in %")).toHaveValue("29.5");
  await seen(daniel);
});
