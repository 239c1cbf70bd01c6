// A complete offer goes to Whitehall, and is decided on there.

import { choose, follow, pick, press, write } from "./support/form";
import { hasScripts, isNarrow } from "./support/screen";
import { seen } from "./support/seen";
import { expect, signInAs, test } from "./support/test";

const KENT = "One front door, two wards, one estate";

test("Kent submits its offer, and the programme office accepts it", { tag: "@zoomed" }, async ({ somebody, as }, info) => {
  const margaret = await somebody();
  await margaret.goto("/sign-in");
  await seen(margaret);
  await signInAs(margaret, "Margaret");
  await expect(margaret).toHaveURL("/work");
  await seen(margaret);

  if (hasScripts(info) && isNarrow(info)) await press(margaret, "Menu");
  await follow(margaret, "Offers");
  await seen(margaret);
  await margaret.getByRole("link", { name: KENT }).click();
  await expect(margaret.getByText("10 of 10 sections complete")).toBeVisible();
  await seen(margaret);
  await follow(margaret, "Check and submit");
  await expect(margaret.getByText("Nothing blocks submission.")).toBeVisible();
  await seen(margaret);
  await press(margaret, "Submit the offer to Whitehall");
  await expect(margaret).toHaveURL(/\/offers\/KEN-2\?/);
  await expect(margaret.getByRole("heading", { name: "Offer submitted" })).toBeVisible();
  await seen(margaret);

  const ruth = await as("Ruth");
  await expect(ruth.locator("main")).toContainText(KENT);
  await ruth.getByRole("link", { name: new RegExp(`^Decide.*KEN-2 ${KENT}$`) }).click();
  await follow(ruth, "Decide");
  await seen(ruth);
  await press(ruth, "Record the decision");
  await expect(ruth.getByRole("alert")).toContainText("Choose what you decide");
  await seen(ruth);
  await choose(ruth, "What do you decide?", "Accept it");
  await press(ruth, "Record the decision");
  await seen(ruth);
  await pick(ruth, "Whitehall champion", "Owen, Department for Communities and Local Government");
  await pick(ruth, "Lead department", "Department for Communities and Local Government (named in the offer)");
  await press(ruth, "Record the decision");
  await expect(ruth.locator("main")).toContainText("You accepted KEN-2.");
  await seen(ruth);

  const owen = await as("Owen");
  await owen.getByRole("link", { name: new RegExp(`^Open it.*KEN-2 ${KENT}$`) }).click();
  await expect(owen.locator("main")).toContainText("Negotiating");
  await seen(owen);
  await follow(owen, "History");
  for (const act of ["Offer accepted", "Offer submitted"]) {
    await expect(owen.getByRole("heading", { name: act, exact: true })).toBeVisible();
  }
  await seen(owen);

  await margaret.goto("/offers/KEN-2/history");
  await expect(margaret.locator("main")).toContainText("by Ruth");
  await expect(margaret.locator("main")).toContainText("by Margaret");
  // The draft's old reference leads on.
  await margaret.goto("/offers/KEN-D1/savings");
  await expect(margaret).toHaveURL("/offers/KEN-2/savings");
  await seen(margaret);
});

test("An offer is submitted once, from however many windows", { tag: "@once" }, async ({ as }) => {
  const first = await as("Margaret");
  const second = await as("Margaret");
  for (const window of [first, second]) await window.goto("/offers/KEN-D1/check");
  for (const window of [first, second]) {
    await press(window, "Submit the offer to Whitehall");
    await expect(window).toHaveURL(/\/offers\/KEN-2\?done=submitted/);
  }
  await first.goto("/offers/KEN-2/history");
  await expect(first.getByRole("heading", { name: "Offer submitted", exact: true })).toHaveCount(1);
});

test("An offer with gaps is not submitted, and says why", async ({ as }) => {
  const richard = await as("Richard");
  await richard.goto("/offers/WOR-D2/check");
  await seen(richard);
  await press(richard, "Submit the offer to Whitehall");
  const summary = richard.getByRole("alert");
  await expect(summary).toContainText("The offer cannot be submitted yet");
  await seen(richard);
  // Each thing leads to where it is put right.
  const first = summary.getByRole("link").first();
  const address = await first.getAttribute("href");
  await first.click();
  await expect(richard).toHaveURL(address ?? "");
  expect(address).toMatch(/^\/offers\/WOR-D2\/[a-z]+/);
  await seen(richard);
});

test("Ruth returns one offer with a reason, and declines another, which lives on as a draft of its place", async ({ as }) => {
  const ruth = await as("Ruth");
  await ruth.goto("/offers/CRO-1/decision");
  await choose(ruth, "What do you decide?", "Return it to the place");
  await press(ruth, "Record the decision");
  await expect(ruth.getByRole("alert")).toBeVisible();
  await seen(ruth);
  await write(ruth, "What has to change", "Say who pays for the second year.");
  await press(ruth, "Record the decision");
  await expect(ruth.locator("main")).toContainText("You returned CRO-1 to the place");
  await seen(ruth);

  const yvonne = await as("Yvonne");
  await expect(yvonne.locator("main")).toContainText("Returned to you");
  await yvonne.getByRole("link", { name: /^Go on with it.*CRO-1/ }).click();
  await expect(yvonne.locator("main")).toContainText("Say who pays for the second year.");
  await seen(yvonne);

  await ruth.goto("/offers/LEI-1/decision");
  await choose(ruth, "What do you decide?", "Decline it");
  await write(ruth, "Why you decline it", "The savings are the same as anywhere.");
  await ruth.getByLabel(/Open an Innovative Policy Offer instead/).selectOption({ index: 2 });
  await press(ruth, "Record the decision");
  await expect(ruth.locator("main")).toContainText("You declined LEI-1.");
  await seen(ruth);
  await ruth.goto("/offers");
  await expect(ruth.locator("main")).not.toContainText(/LEI-D\d/);

  const anil = await as("Anil");
  await anil.goto("/offers");
  await seen(anil);
  const draft = anil.getByRole("link", { name: /^LEI-D\d/ });
  const reference = (await draft.textContent())?.match(/LEI-D\d+/)?.[0] ?? "";
  await draft.click();
  await expect(anil.locator("main")).toContainText("Innovative Policy Offer");
  await seen(anil);
  await ruth.goto(`/offers/${reference}`);
  await expect(ruth.getByRole("heading", { level: 1 })).toHaveText("Page not found");
  await seen(ruth);
});

test("Margaret withdraws Kent’s draft", async ({ as }) => {
  const margaret = await as("Margaret");
  await margaret.goto("/offers/KEN-D1");
  await follow(margaret, "Withdraw this offer");
  await seen(margaret);
  await write(margaret, "Why do you withdraw it? (optional)", "A new council has other plans.");
  await press(margaret, "Withdraw the offer");
  await expect(margaret.locator("main")).toContainText("You withdrew KEN-D1.");
  await seen(margaret);
});
