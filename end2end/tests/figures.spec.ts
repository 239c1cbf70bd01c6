// The sums beside the forms, to the penny: they follow the typing, and without scripts a button works them out.

import { press, write } from "./support/form";
import * as gateshead from "./support/new-offer";
import { hasScripts } from "./support/screen";
import { seen } from "./support/seen";
import { expect, type Page, test } from "./support/test";

const SUMS = {
  "Additional: central": ["£375,000", "£2,680,000", "£5,565,000", "£8,620,000"],
  "Put in, adjusted": ["£900,000", "£100,000", "£0", "£1,000,000"],
  "Net present value at 3.5%": ["£5,973,424.70", "£7,162,740.67", "£8,352,056.64"],
  "Benefit to cost": ["6.99 : 1", "8.19 : 1", "9.38 : 1"],
};

const SHARES = {
  [`Recovered by ${gateshead.LEAD}`]: ["£250,000", "£450,000", "£0", "£700,000"],
  [`Recovered by ${gateshead.POLICE}`]: ["£125,000", "£175,000", "£0", "£300,000"],
  "Local part": ["£0", "£1,238,500", "£4,257,500", "£5,496,000"],
  [gateshead.LEAD]: ["£0", "£681,175", "£2,341,625", "£3,022,800"],
  [gateshead.POLICE]: ["£0", "£371,550", "£1,277,250", "£1,648,800"],
  [gateshead.HEALTH]: ["£0", "£185,775", "£638,625", "£824,400"],
  "Central part": ["£0", "£816,500", "£1,307,500", "£2,124,000"],
  "HM Treasury": ["£0", "£489,900", "£784,500", "£1,274,400"],
  "Department of Health": ["£0", "£326,600", "£523,000", "£849,600"],
};

test("The sums and the shares are right to the penny while they are typed, and when they are saved", async ({ as }, info) => {
  test.setTimeout(150_000);
  const kath = await as("Kath");
  const offer = await gateshead.start(kath, "The worked example");
  await kath.goto(`${offer}/scope`);
  await write(kath, "First financial year", "2013-14");
  await press(kath, "Save and continue");
  await gateshead.partner(kath, offer, gateshead.POLICE, "Police", "board@northumbria-police.example.org");
  await gateshead.partner(kath, offer, gateshead.HEALTH, "Health body", "chief@nhs-south-of-tyne.example.org");
  await gateshead.savingsLine(kath, offer, gateshead.LINE_A, "Across outcomes");
  await press(kath, "Save and continue");
  await gateshead.investment(kath, offer, "Two teams at once", gateshead.LEAD, ["£600,000", "£100,000", "£0"]);
  await gateshead.investment(kath, offer, "Cars and radios", gateshead.POLICE, ["£300,000", "0", "0"]);

  await gateshead.savingsLine(kath, offer, gateshead.LINE_B, "Across outcomes");
  if (!hasScripts(info)) await press(kath, "Recalculate");
  await showsAll(kath, SUMS);
  await seen(kath);
  // Nothing of it is saved yet.
  const line = kath.url();
  await write(kath, "2015-16: High", "about 5 million");
  if (!hasScripts(info)) await press(kath, "Recalculate");
  await expect(kath.getByText("Some figures cannot be read yet. These are the last sums.")).toBeVisible();
  await kath.goto(line);
  await expect(kath.getByLabel("2015-16: High", { exact: true })).toHaveValue("");

  await kath.goto(`${offer}/savings`);
  await gateshead.savingsLine(kath, offer, gateshead.LINE_B, "Across outcomes");
  await press(kath, "Save and continue");
  await gateshead.sharing(kath, offer);
  if (!hasScripts(info)) await press(kath, "Recalculate");
  await showsAll(kath, SHARES);
  await seen(kath);
  await press(kath, "Save and continue");

  await kath.goto(`${offer}/check`);
  await showsAll(kath, { ...SUMS, ...SHARES });
});

async function showsAll(page: Page, expected: Record<string, string[]>) {
  for (const [head, cells] of Object.entries(expected)) {
    const row = page.locator("table:visible tr").filter({ has: page.getByRole("rowheader", { name: head, exact: true }) });
    await expect(row.first().getByRole("cell"), head).toHaveText(cells);
  }
}
