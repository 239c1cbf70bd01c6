// An agreement waits for its third signature: it is refused, bargained over again, issued, signed by all, read by
// everybody, and a copy of it is checked.

import { readFileSync, writeFileSync } from "node:fs";
import { choose, follow, group, press, write } from "./support/form";
import { seen } from "./support/seen";
import { expect, test } from "./support/test";

const DESK = "/offers/LEW-1/agreement";

test("A refusal reopens what it names, and the next issue is signed by everybody", async ({ as }) => {
  test.setTimeout(240_000);
  // Edward’s signature is the third. He reads what he would sign, and refuses.
  const edward = await as("Edward");
  await edward.goto(DESK);
  await seen(edward);
  await follow(edward, "See and sign");
  await seen(edward);
  await follow(edward, "Read what is signed");
  await expect(edward.locator("main")).toContainText("Every stream of employment support in one pot");
  await seen(edward);
  await edward.goBack();
  await follow(edward, "Go on to sign");
  await seen(edward);
  await press(edward, "Sign");
  await expect(edward.getByRole("alert")).toContainText("Confirm the declaration before you sign");
  await seen(edward);
  await follow(edward, "Refuse to sign");
  await write(edward, "Why do you not sign?", "The second step gives away too much.");
  await press(edward, "Refuse to sign");
  await expect(edward.getByRole("alert")).toContainText("Name at least one term");
  await expect(edward.getByLabel("Why do you not sign?")).toHaveValue("The second step gives away too much.");
  await seen(edward);
  const sharing = group(edward, "Which terms keep you from signing?").getByRole("checkbox", { name: /Sharing of savings/ });
  await sharing.check();
  const number = await sharing.getAttribute("value");
  await press(edward, "Refuse to sign");
  await expect(edward.locator("main")).toContainText("You refused to sign");
  await seen(edward);

  // The named term is open again; everybody agrees to it anew, and it is settled.
  for (const [name, party] of [
    ["Marcus", "Lewisham"],
    ["Edward", "HM Treasury"],
  ] as const) {
    const page = name === "Edward" ? edward : await as(name);
    await page.goto(`/offers/LEW-1/terms/${number}`);
    await choose(page, "Who will read this?", /^Everyone in this offer/);
    await choose(page, "On version 1", /^Agree$/);
    await press(page, `Record for ${party}`);
  }
  const helen = await as("Helen");
  await helen.goto("/offers/LEW-1/settle");
  await press(helen, "Settle the terms");
  await expect(helen.locator("main")).toContainText("are settled");

  // The programme office names who signs, and what is missing stands beside its field.
  const ruth = await as("Ruth");
  await ruth.goto(DESK);
  await seen(ruth);
  await follow(ruth, "Issue the agreement");
  await seen(ruth);
  await write(ruth, "Last day to sign", "in spring");
  await press(ruth, "Issue for signature");
  await expect(ruth.getByRole("alert")).toContainText("Enter a date");
  await expect(ruth.getByLabel("Last day to sign")).toHaveValue("in spring");
  await seen(ruth);
  await write(ruth, "Last day to sign", "28 February 2013");
  await press(ruth, "Issue for signature");
  await expect(ruth.locator("main")).toContainText("is out for signature");
  await seen(ruth);

  for (const name of ["Marcus", "Moira", "Edward"]) {
    const page = name === "Edward" ? edward : await as(name);
    await page.goto("/work");
    await page.goto(`${DESK}/a2`);
    await follow(page, "Go on to sign");
    await page.getByRole("checkbox").check();
    await press(page, "Sign");
    await expect(page.getByRole("heading", { name: "Signed", exact: true })).toBeVisible();
    await seen(page);
  }
  await edward.goto(DESK);
  await expect(edward.locator("main")).toContainText("The agreement comes into force on 1 April 2013.");
  await seen(edward);
});

test("Everybody reads an agreement in force, and checks a copy of it", async ({ somebody }, info) => {
  const page = await somebody();
  await page.goto("/");
  await page.goto("/agreements");
  await seen(page);
  await follow(page, /^WOR-1/);
  await expect(page.locator("main")).toContainText("In force since 24 January 2013");
  await seen(page);
  await follow(page, "What version 2 changes");
  await expect(page.locator("ins").first()).toBeVisible();
  await seen(page);
  await page.goto("/agreements/WOR-1/versions/2");
  await seen(page);

  const download = await page.request.get("/agreements/WOR-1/versions/2/pdf");
  const copy = info.outputPath("copy.pdf");
  writeFileSync(copy, await download.body());
  await page.goto("/agreements/WOR-1/verify");
  await seen(page);
  await press(page, "Check this file");
  await expect(page.getByRole("alert")).toContainText("Choose the file that you hold");
  await seen(page);
  await page.getByLabel("Your copy").setInputFiles(copy);
  await press(page, "Check this file");
  await expect(page.locator("main")).toContainText("exactly as it was issued");
  await seen(page);
  writeFileSync(copy, Buffer.concat([readFileSync(copy), Buffer.from(" ")]));
  await page.getByLabel("Your copy").setInputFiles(copy);
  await press(page, "Check this file");
  await expect(page.locator("main")).toContainText("This is no copy of agreement WOR-1");
  await seen(page);
});

test("A variation reopens one term, and the agreement stays in force", async ({ as }) => {
  const richard = await as("Richard");
  await richard.goto("/offers/WOR-1/agreement");
  await seen(richard);
  await follow(richard, "Open a variation");
  await seen(richard);
  await press(richard, "Open the variation");
  await expect(richard.getByRole("alert")).toBeVisible();
  await seen(richard);
  await richard.getByRole("checkbox", { name: /Keep what one service saves/ }).check();
  await write(richard, "Why is the agreement varied?", "Courses start earlier than the money comes.");
  await press(richard, "Open the variation");
  await expect(richard.locator("main")).toContainText("The variation is open.");
  await seen(richard);
  await richard.goto("/agreements/WOR-1");
  await expect(richard.locator("main")).toContainText("Version 2. In force since 24 January 2013");
});
