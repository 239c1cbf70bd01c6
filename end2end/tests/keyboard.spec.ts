// Everything by keyboard alone.

import { seen } from "./support/seen";
import { expect, type Locator, type Page, test } from "./support/test";

test("Daniel gets past the menu, fills in a partner and saves it without a mouse", async ({ as }) => {
  const daniel = await as("Daniel");
  await daniel.goto("/offers/KEN-D1/partners");
  await daniel.keyboard.press("Tab");
  await expect(daniel.getByRole("link", { name: "Skip to main content" })).toBeFocused();
  await daniel.keyboard.press("Enter");
  await expect(daniel).toHaveURL(/#main-content$/);
  await tabTo(daniel, daniel.getByRole("button", { name: "Add a partner" }));
  await daniel.keyboard.press("Enter");
  await daniel.waitForURL(/\/partners\/[a-z0-9]+$/);

  await tabTo(daniel, daniel.getByLabel("Name of the organisation"));
  await daniel.keyboard.type("Margate Task Force");
  await tabTo(daniel, daniel.getByLabel("What kind of body is it?"));
  await daniel.keyboard.type("Charity");
  await tabTo(daniel, daniel.getByRole("radio", { name: "Lead council" }));
  await daniel.keyboard.press("ArrowUp");
  await expect(daniel.getByRole("radio", { name: "Partner", exact: true })).toBeChecked();
  await tabTo(daniel, daniel.getByLabel("What it brings and does"));
  await daniel.keyboard.type("Knows every street.");
  await tabTo(daniel, daniel.getByLabel("Email address of who can answer for it"));
  await daniel.keyboard.type("office@margate.example.org");
  await tabTo(daniel, daniel.getByRole("button", { name: "Save and continue" }));
  await daniel.keyboard.press("Space");
  await expect(daniel).toHaveURL("/offers/KEN-D1/partners");
  await expect(daniel.locator("main")).toContainText("Margate Task Force");
  await seen(daniel);
});

test("Enter in a field saves, and removes or adds nothing", async ({ as }) => {
  const daniel = await as("Daniel");
  await daniel.goto("/offers/KEN-D1/savings");
  await daniel.getByRole("link", { name: /^Change “Fewer and cheaper transactions/ }).click();
  const rows = await daniel.getByRole("group", { name: /^Beneficiary \d$/ }).count();
  expect(rows).toBe(3);
  const field = daniel.getByLabel("2014-15: High", { exact: true });
  await field.fill("£1,700,000");
  await field.press("Enter");
  await expect(daniel).toHaveURL("/offers/KEN-D1/savings");
  await daniel.goBack();
  await daniel.reload();
  await expect(daniel.getByRole("group", { name: /^Beneficiary \d$/ })).toHaveCount(rows);
  await expect(field).toHaveValue("£1,700,000");
});

test("Every control of a long form is reached in the order in which it is read", async ({ as }) => {
  const daniel = await as("Daniel");
  await daniel.goto("/offers/KEN-D1/budgets");
  await daniel.getByRole("link", { name: /^Change .Margate and Cliftonville West fund/ }).click();
  const reached: number[] = [];
  await daniel.locator("body").press("Tab");
  for (let presses = 0; presses < 300; presses += 1) {
    const at = await daniel.evaluate(() => {
      const focused = document.activeElement;
      const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")];
      return focused === null || focused === document.body ? -1 : all.indexOf(focused);
    });
    if (at === -1) break;
    reached.push(at);
    await daniel.keyboard.press("Tab");
  }
  expect(reached.length).toBeGreaterThan(60);
  expect(reached).toEqual([...reached].sort((one, other) => one - other));
});

/** Presses Tab until this has the focus. */
async function tabTo(page: Page, wanted: Locator) {
  await expect(wanted).toBeAttached();
  for (let presses = 0; presses < 120; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(wanted).toBeFocused();
}
