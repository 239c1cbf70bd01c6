// An offer from nothing: all ten sections, partners that answer for themselves, and submission.

import { choose, follow, press, write } from "./support/form";
import { answerInvitation } from "./support/mail";
import * as gateshead from "./support/new-offer";
import { seen } from "./support/seen";
import { expect, test } from "./support/test";

const POLICE = "board@northumbria-police.example.org";
const HEALTH = "chief@nhs-south-of-tyne.example.org";

test("Gateshead drafts an offer from nothing, its partners confirm, and it is submitted", async ({ as, somebody }) => {
  test.setTimeout(240_000);
  const kath = await as("Kath");
  const offer = await gateshead.start(kath, "Home from hospital, and well");
  await expect(kath.getByText("0 of 10 sections complete")).toBeVisible();
  await seen(kath);

  await gateshead.scope(kath, offer);
  await gateshead.leadCouncil(kath, offer);
  await gateshead.partner(kath, offer, gateshead.POLICE, "Police", POLICE);
  await gateshead.partner(kath, offer, gateshead.HEALTH, "Health body", HEALTH);
  await seen(kath);
  await gateshead.evidence(kath, offer);
  await gateshead.outcome(kath, offer);
  await seen(kath);
  await gateshead.savingsLine(kath, offer, gateshead.LINE_A, gateshead.OUTCOME);
  await press(kath, "Save and continue");
  await gateshead.savingsLine(kath, offer, gateshead.LINE_B, "Across outcomes");
  await press(kath, "Save and continue");
  await gateshead.investment(kath, offer, "Two teams at once", gateshead.LEAD, ["£600,000", "£100,000", "£0"]);
  await gateshead.investment(kath, offer, "Cars and radios", gateshead.POLICE, ["£300,000", "0", "0"]);
  await seen(kath);
  await gateshead.sharing(kath, offer);
  await press(kath, "Save and continue");
  for (const group of ["Communities", "The third sector: charities, community groups, social enterprises"]) {
    await gateshead.engagement(kath, offer, group, "Design");
    await gateshead.engagement(kath, offer, group, "Delivery");
  }
  await seen(kath);
  await gateshead.freedom(kath, offer);
  await seen(kath);
  await gateshead.budget(kath, offer);
  await seen(kath);
  await gateshead.governance(kath, offer);

  await kath.goto(`${offer}/partners`);
  for (const partner of [gateshead.POLICE, gateshead.HEALTH]) {
    await press(kath, `Ask it to confirm (${partner})`);
    await expect(kath.locator("main")).toContainText("Asked, no answer yet");
  }
  await seen(kath);
  for (const [address, name] of [[POLICE, "Frank"], [HEALTH, "Meera"]] as const) {
    const partner = await somebody();
    await answerInvitation(partner, address, name);
  }

  await kath.goto(offer);
  await expect(kath.getByText("10 of 10 sections complete")).toBeVisible();
  await seen(kath);
  await kath.goto(`${offer}/check`);
  await expect(kath.getByText("Nothing blocks submission.")).toBeVisible();
  await seen(kath);
  await press(kath, "Submit the offer to Whitehall");
  await expect(kath.getByRole("heading", { name: "Offer submitted" })).toBeVisible();
  await seen(kath);
});

test("Every form that is left empty says what is missing, and is kept as a draft", async ({ as }) => {
  test.setTimeout(180_000);
  const kath = await as("Kath");
  const offer = await gateshead.start(kath, "Nothing in it yet");
  const once = [["scope"], ["evidence"], ["sharing"], ["governance", "Governance"], ["governance", "Assessment and reporting"]];
  for (const [section, part] of once) {
    await kath.goto(`${offer}/${section}`);
    if (part) {
      await seen(kath);
      await follow(kath, `Change (${part})`);
    }
    await press(kath, "Save and continue");
    await expect(kath.getByRole("alert")).toContainText("There is a problem");
    await seen(kath);
  }
  const several = [
    ["outcomes", "Add an outcome"],
    ["savings", "Add a savings line"],
    ["savings", "Add an investment"],
    ["engagement", "Add an engagement"],
    ["partners", "Add a partner"],
    ["budgets", "Add a budget"],
    ["freedoms", "Add a freedom"],
  ] as const;
  for (const [section, add] of several) {
    await kath.goto(`${offer}/${section}`);
    await seen(kath);
    await press(kath, add);
    await seen(kath);
    await press(kath, "Save and continue");
    await expect(kath.getByRole("alert")).toContainText("There is a problem");
    await seen(kath);
  }
  await kath.goto("/offers/new");
  await press(kath, "Start the draft");
  await expect(kath.getByRole("alert")).toBeVisible();
  await seen(kath);
});

test("Outcomes are put in order, and one is taken out", async ({ as }) => {
  const margaret = await as("Margaret");
  await margaret.goto("/offers/KEN-D1/outcomes");
  const titles = margaret.locator(".govuk-summary-card__title");
  const before = await titles.allTextContents();
  const [first, second] = before.map((title) => title.replace(/^\d+\. /, ""));
  await press(margaret, `Move down “${first}”`);
  await expect(titles.nth(0)).toHaveText(`1. ${second}`);
  await expect(titles.nth(1)).toHaveText(`2. ${first}`);
  await follow(margaret, `Remove (1. ${second})`);
  await seen(margaret);
  await press(margaret, "Remove outcome");
  await expect(titles).toHaveCount(before.length - 1);
  await expect(titles.nth(0)).toHaveText(`1. ${first}`);
  await seen(margaret);
});

test("An Innovative Policy Offer asks for its theme, and for its years", async ({ as }) => {
  const brian = await as("Brian");
  await brian.goto("/offers/new");
  await choose(brian, "Which kind of offer is it?", "Innovative Policy Offer");
  await write(brian, "Title", "A home after prison");
  await press(brian, "Start the draft");
  await expect(brian.getByRole("alert")).toContainText("Choose the theme");
  await seen(brian);
  await brian.getByLabel("Which theme does it keep to?").selectOption({ index: 3 });
  await press(brian, "Start the draft");
  await expect(brian.locator("main")).toContainText("Innovative Policy Offer");
  await follow(brian, "Scope");
  await write(brian, "How many years", "eleven");
  await press(brian, "Save and continue");
  await expect(brian.getByLabel("How many years")).toHaveValue("eleven");
  await seen(brian);
});
