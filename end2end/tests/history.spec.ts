// What happened to an offer: found by what, who and when, and kept as a table.

import { readFileSync } from "node:fs";
import { follow, pick, press, write } from "./support/form";
import { seen } from "./support/seen";
import { expect, test } from "./support/test";

test("Margaret finds who confirmed, and keeps it as a table", async ({ as }) => {
  const margaret = await as("Margaret");
  await margaret.goto("/offers/KEN-D1/history");
  await seen(margaret);
  await expect(margaret.getByRole("status")).toHaveText(/^\d+ entries$/);

  await pick(margaret, "What", "Partner confirmed");
  await press(margaret, "Filter");
  await expect(margaret).toHaveURL(/[?&]kind=partner-confirmed/);
  await expect(margaret.getByRole("status")).toHaveText("5 entries found");
  await pick(margaret, "Who", "Kent Police");
  await press(margaret, "Filter");
  await expect(margaret.getByRole("status")).toHaveText("1 entry found");
  await expect(margaret.locator("main")).toContainText("12 December 2012");
  await expect(margaret.locator("main")).toContainText("Kent Police confirmed");
  await seen(margaret);

  const [download] = await Promise.all([
    margaret.waitForEvent("download"),
    follow(margaret, "Download these entries as a table (CSV)"),
  ]);
  expect(download.suggestedFilename()).toBe("KEN-D1-history.csv");
  const table = readFileSync(await download.path(), "utf8");
  expect(table.trimEnd().split("\r\n")).toEqual([
    "\ufeffDay,Time in London,What,Who,Role,Organisation,Detail,Who reads it",
    "2012-12-12,15:10,Kent Police confirmed,Colin,Partner,Kent Police,,The place only",
  ]);
});

test("A day that is none is said beside it, and what was typed stays", async ({ as }) => {
  const margaret = await as("Margaret");
  await margaret.goto("/offers/KEN-D1/history");
  await write(margaret, "From", "last week");
  await press(margaret, "Filter");
  await expect(margaret.getByRole("alert")).toContainText("Enter a date, like 1 April 2013 or 1/4/2013");
  await expect(margaret.getByLabel("From", { exact: true })).toHaveValue("last week");
  await seen(margaret);
  await write(margaret, "From", "1/1/2013");
  await write(margaret, "To", "31 January 2013");
  await press(margaret, "Filter");
  await expect(margaret.getByRole("status")).toHaveText(/^\d+ entries found$/);
  await expect(margaret.getByRole("heading", { level: 2, name: "29 January 2013" })).toBeVisible();
  await expect(margaret.locator("main")).not.toContainText("December 2012");
  await follow(margaret, "Show all");
  await expect(margaret).toHaveURL("/offers/KEN-D1/history");
});

test("Ruth is asked for nothing that stands in the place's room", async ({ as }) => {
  const ruth = await as("Ruth");
  await ruth.goto("/offers/LEI-1/history");
  await expect(ruth.getByLabel("What", { exact: true })).toContainText("Offer submitted");
  await expect(ruth.getByLabel("What", { exact: true })).not.toContainText("Section changed");
  await ruth.goto("/offers/LEI-1/history?kind=section-saved");
  await expect(ruth.getByRole("status")).toHaveText("No entries found");
  await seen(ruth);
});
