// Coming in by a link that was mailed.

import { follow, press, write } from "./support/form";
import { followLinkMailedTo } from "./support/mail";
import { seen } from "./support/seen";
import { expect, test } from "./support/test";

test("Margaret signs in by a mailed link, which works once", async ({ somebody }) => {
  const margaret = await somebody();
  // Where she wanted to go is where she gets to.
  await margaret.goto("/offers/KEN-D1/sharing");
  await expect(margaret).toHaveURL(/\/sign-in\?next=/);
  await write(margaret, "Email address", "margaret at kent");
  await press(margaret, "Send me a link");
  await expect(margaret.getByLabel("Email address")).toHaveValue("margaret at kent");
  await expect(margaret.getByRole("alert")).toBeVisible();
  await seen(margaret);
  await write(margaret, "Email address", "margaret@kent.example");
  await press(margaret, "Send me a link");
  await expect(margaret.getByRole("heading", { level: 1 })).toHaveText("Check your email");
  await seen(margaret);

  await followLinkMailedTo(margaret, "margaret@kent.example");
  const link = margaret.url();
  await expect(margaret.locator("main")).toContainText("You are signing in as Margaret");
  await seen(margaret);
  await press(margaret, "Sign in");
  await expect(margaret).toHaveURL("/offers/KEN-D1/sharing");
  await press(margaret, "Sign out");
  await expect(margaret).toHaveURL("/");

  await margaret.goto(link);
  await expect(margaret.getByRole("heading", { level: 1 })).toHaveText("This link does not open");
  await expect(margaret.locator("main")).toContainText("This link was used already.");
  await seen(margaret);
  await follow(margaret, "Get a new link");
  await expect(margaret.getByRole("heading", { level: 1 })).toHaveText("Sign in");
});

test("Whoever is not signed in learns of no address whether it exists", async ({ somebody }) => {
  const nobody = await somebody();
  for (const address of ["/work", "/offers/KEN-D1", "/offers/KEN-D999", "/no-such-page"]) {
    await nobody.goto(address);
    await expect(nobody).toHaveURL(`/sign-in?next=${encodeURIComponent(address)}`);
  }
});

test("Owen chooses which of his two hats he wears", async ({ as }) => {
  const owen = await as("Owen");
  await follow(owen, /^Change who you act for$/);
  await seen(owen);
  const hats = owen.getByRole("radio");
  await expect(hats).toHaveCount(2);
  await hats.nth(1).check();
  await press(owen, "Continue");
  await expect(owen).toHaveURL("/work");
  await expect(owen.getByRole("banner")).toContainText("Acting for: Department for Communities and Local Government");
});
