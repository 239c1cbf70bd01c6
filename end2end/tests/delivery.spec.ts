// An agreement is in force, and both sides slip: a milestone is added, forecast and achieved, what waits for it shows
// why, and a calendar program reads what somebody owns.

import { choose, follow, press, write } from "./support/form";
import { seen } from "./support/seen";
import { expect, test } from "./support/test";

const HOME = "/offers/WOR-1/delivery";

test("A milestone is added, forecast with a reason and achieved, and what waits for it says so", async ({ as }) => {
  test.setTimeout(180_000);
  const richard = await as("Richard");
  await richard.goto("/offers/WOR-1");
  await follow(richard, "How delivery is going");
  await expect(richard.locator("main")).toContainText("1 is blocked and 2 are slipping");
  await seen(richard);

  await richard.getByLabel("How it stands").selectOption("blocked");
  await press(richard, "Show");
  await expect(richard).toHaveURL(/standing=blocked/);
  await expect(richard.locator("tbody tr")).toHaveCount(1);
  await follow(richard, "Show all of them");

  // What is missing stands beside its field, and what was typed stays.
  await follow(richard, "Add a milestone");
  await write(richard, "What will be done", "Signs put up");
  await press(richard, "Add the milestone");
  await expect(richard.getByRole("alert")).toContainText("Enter the day on which it is due");
  await expect(richard.getByLabel("What will be done")).toHaveValue("Signs put up");
  await seen(richard);
  await richard.getByLabel("Term that it serves").selectOption({ index: 2 });
  await choose(richard, "Who answers for it", "Worcestershire");
  await write(richard, "Due", "15 March 2013");
  await press(richard, "Add the milestone");
  await expect(richard.locator("h1")).toHaveText("Signs put up");
  await seen(richard);

  await write(richard, "Forecast", "22 March 2013");
  await press(richard, "Save");
  await expect(richard.getByRole("alert")).toContainText("Say why the forecast changes");
  await write(richard, "Why the forecast changes", "The maker is late.");
  await press(richard, "Save");
  await expect(richard.locator("main")).toContainText("7 days after its day");
  await expect(richard.locator("table")).toContainText("The maker is late.");
  await seen(richard);

  await write(richard, "Achieved on", "1 February 2013");
  await write(richard, "What shows that it was achieved", "A photograph of the front.");
  await press(richard, "Save");
  await expect(richard.locator("main")).toContainText("Achieved on 1 February 2013");
  await seen(richard);

  // The other side reads it, and says nothing of it.
  const edward = await as("Edward");
  await edward.goto(`${HOME}?standing=done`);
  await follow(edward, "Signs put up");
  await expect(edward.getByRole("button", { name: "Save" })).toHaveCount(0);
  await seen(edward);
});

test("Somebody has what they own in their calendar", { tag: "@once" }, async ({ as, somebody, baseURL }) => {
  const edward = await as("Edward");
  await edward.goto("/account");
  await follow(edward, "Your calendar");
  await seen(edward);
  await press(edward, "Make an address");
  const address = (await edward.locator(".so-lines").innerText()).trim();
  await seen(edward);
  const program = await somebody();
  const path = new URL(address).pathname;
  const read = await program.request.get(`${baseURL}${path}`);
  expect(read.status()).toBe(200);
  expect(await read.text()).toContain("BEGIN:VEVENT");
  await edward.goto("/account/calendar");
  await press(edward, "Remove the address");
  await expect(edward.locator("main")).toContainText("leads nowhere from now on");
  expect((await program.request.get(`${baseURL}${path}`)).status()).toBe(404);
});
