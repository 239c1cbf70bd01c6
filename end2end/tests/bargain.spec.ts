// A whole bargain over one freedom: the place, two departments, the Treasury and the champion, until it is locked.

import { choose, follow, pick, press, write } from "./support/form";
import { seen } from "./support/seen";
import { expect, test } from "./support/test";

const KEEP = "Keep what early help saves";
const CONDITIONS = "Half of what is saved in the first three years stays in the city; the rest is shared as in the offer.";

test("Five parties bargain over a freedom until everybody has agreed to it", async ({ as }) => {
  const priya = await as("Priya");
  await priya.goto("/offers/BIR-1/terms");
  await seen(priya);
  await follow(priya, new RegExp(KEEP));
  const term = new URL(priya.url()).pathname;
  await seen(priya);

  // The champion asks one more department, and cannot agree for it.
  await expect(priya.getByRole("button", { name: /^Record for/ })).toHaveCount(0);
  await priya.goto(`${term}/parties`);
  await press(priya, "Ask the department");
  await expect(priya.getByRole("alert")).toBeVisible();
  await seen(priya);
  await pick(priya, "Which department?", "Home Office");
  await write(priya, "Why does it have to agree?", "Early help keeps young people out of gangs.");
  await press(priya, "Ask the department");
  await expect(priya.locator("main")).toContainText("Home Office");

  // Health objects, and nothing it typed is lost on the way.
  const nadia = await as("Nadia");
  await nadia.goto(term);
  await choose(nadia, "Who will read this?", /^Everyone in this offer/);
  await choose(nadia, "On version 1", /^Object/);
  await press(nadia, "Record for Department of Health");
  await expect(nadia.getByRole("alert")).toContainText("Say why you object");
  await expect(nadia.getByRole("radio", { name: /^Object/ })).toBeChecked();
  await seen(nadia);
  await write(nadia, "Why, or the wording that you would agree to", "Health cannot promise all that is saved.");
  await nadia.getByRole("checkbox", { name: /^This is a red line/ }).check();
  await press(nadia, "Record for Department of Health");
  await expect(nadia.locator("main")).toContainText("Health cannot promise all that is saved.");
  await seen(nadia);

  // The Treasury notes its position for Whitehall alone.
  const edward = await as("Edward");
  await edward.goto(term);
  await choose(edward, "Who will read this?", /^Whitehall only/);
  await choose(edward, "On version 1", /^Agree if/);
  await write(edward, "Why, or the wording that you would agree to", "We could live with a half.");
  await press(edward, "Record for HM Treasury");
  await expect(edward.locator("main")).toContainText("We could live with a half.");

  // The place reads the objection and not the note, and proposes other wording in the form of drafting.
  const joan = await as("Joan");
  await joan.goto(term);
  await expect(joan.locator("main")).toContainText("Health cannot promise all that is saved.");
  await expect(joan.locator("main")).not.toContainText("We could live with a half.");
  await follow(joan, "Propose other wording");
  await choose(joan, "Who will read this?", /^Everyone in this offer/);
  await write(joan, "Conditions you would accept", CONDITIONS);
  await press(joan, "Propose this");
  await expect(joan.getByRole("alert")).toBeVisible();
  await expect(joan.getByLabel("Conditions you would accept", { exact: true })).toHaveValue(CONDITIONS);
  await seen(joan);
  await write(joan, "Why do you propose this?", "A half is what early help needs to go on.");
  await press(joan, "Propose this");
  await expect(joan.locator("main")).toContainText("A half is what early help needs to go on.");
  const proposal = new URL(joan.url()).pathname;
  await seen(joan);

  // The champion takes it up for Whitehall: it is version 2, and everybody is asked again.
  await priya.goto(proposal);
  await expect(priya.locator("ins").first()).toContainText("Half of what is saved");
  await seen(priya);
  await write(priya, "Why do you take it up?", "Both sides can stand by a half.");
  await press(priya, "Take it up as version 2");
  await priya.goto(term);
  await expect(priya.locator("main")).toContainText("Both sides can stand by a half.");
  await expect(priya.locator("ins").first()).toContainText("Half of what is saved");
  await seen(priya);

  // A position on the version before it is not recorded, and comes back with the new one.
  for (const [who, party] of [
    [joan, "Birmingham"],
    [nadia, "Department of Health"],
    [edward, "HM Treasury"],
  ] as const) {
    await who.goto(term);
    await choose(who, "Who will read this?", /^Everyone in this offer/);
    await choose(who, "On version 2", /^Agree$/);
    await press(who, `Record for ${party}`);
  }
  const james = await as("James");
  await james.goto(term);
  await choose(james, "Who will read this?", /^Everyone in this offer/);
  await choose(james, "On version 2", /^No interest/);
  await press(james, "Record for Home Office");
  await expect(james.locator("main")).toContainText("It is locked until somebody reopens it with a reason.");
  await seen(james);
  await joan.goto(term);
  await expect(joan.locator("main")).toContainText("Everybody has agreed to this term.");
  await expect(joan.getByRole("button", { name: /^Record for/ })).toHaveCount(0);
  await seen(joan);

  // It is not all: what blocks the offer is said, and it cannot be settled yet.
  await priya.goto("/offers/BIR-1/settle");
  await seen(priya);
  await press(priya, "Settle the terms");
  await expect(priya.getByRole("alert")).toContainText("Home Office");
  await seen(priya);
});
