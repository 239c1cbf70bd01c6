// One's own account: where one is signed in, and ending it from elsewhere.

import { follow, press } from "./support/form";
import { seen } from "./support/seen";
import { expect, test } from "./support/test";

test("Margaret signs out a browser that she left behind", async ({ as }) => {
  const office = await as("Margaret");
  const train = await as("Margaret");
  await train.goto("/account");
  await seen(train);
  await follow(train, "Where you are signed in");
  await expect(train.getByRole("heading", { level: 1 })).toHaveText("Where you are signed in");
  await seen(train);

  const browsers = train.locator(".govuk-summary-card");
  await expect(browsers).toHaveCount(2);
  await expect(browsers.filter({ hasText: "This one" })).toHaveCount(1);
  await expect(browsers.first()).toContainText("Chrome on Linux");
  await press(browsers.filter({ hasNotText: "This one" }), /^Sign out/);
  await expect(browsers).toHaveCount(1);

  await office.goto("/work");
  await expect(office).toHaveURL("/sign-in?next=%2Fwork");
  await train.goto("/work");
  await expect(train).toHaveURL("/work");
});

test("Whoever is needed reads what to hand over before the account can go", async ({ as }) => {
  const margaret = await as("Margaret");
  await margaret.goto("/account/erase");
  await expect(margaret.locator("main")).toContainText("There is something to hand over first");
  await expect(margaret.getByRole("button", { name: "Delete my account" })).toHaveCount(0);
  await seen(margaret);
});
