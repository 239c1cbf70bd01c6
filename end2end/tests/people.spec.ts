// People come by invitation, hold several roles, and act under one at a time.

import { choose, follow, press, write, writeAll } from "./support/form";
import { followLinkMailedTo } from "./support/mail";
import { seen } from "./support/seen";
import { expect, test } from "./support/test";

test("Kent invites somebody who leads Lewisham; he accepts, and acts under either hat", async ({ as }) => {
  test.setTimeout(150_000);
  const daniel = await as("Daniel");
  await daniel.goto("/organisations");
  await expect(daniel.getByRole("heading", { level: 1 })).toHaveText("Kent");
  await seen(daniel);
  // He drafts just now; the people of Kent are for his other role.
  await follow(daniel, "Invite somebody");
  await expect(daniel.getByRole("heading", { level: 1 })).toHaveText("You act under another role");
  await seen(daniel);
  await press(daniel, "Switch to Kent, Administrator");
  await expect(daniel.getByRole("heading", { level: 1 })).toHaveText("Invite somebody");
  await seen(daniel);
  await press(daniel, "Send the invitation");
  await expect(daniel.getByRole("alert")).toContainText("Enter an email address");
  await seen(daniel);
  await writeAll(daniel, { Name: "Marcus", "Email address": "marcus@lewisham.example" });
  await choose(daniel, "What they do", "Drafter");
  await press(daniel, "Send the invitation");
  await expect(daniel.locator("main")).toContainText("The invitation is on its way.");
  await expect(daniel.locator("main")).toContainText("marcus@lewisham.example");
  await seen(daniel);

  const marcus = await as("Marcus");
  await followLinkMailedTo(marcus, "marcus@lewisham.example");
  await expect(marcus.locator("main")).toContainText("Marcus, you are invited to act for Kent, as: Drafter.");
  await seen(marcus);
  await press(marcus, "Accept your invitation");
  await expect(marcus).toHaveURL("/work");
  // What he was invited to is what he comes for.
  await expect(marcus.getByRole("banner")).toContainText("Acting for: Kent");
  await marcus.goto("/offers/KEN-D1/governance");
  await follow(marcus, "Change (Governance)");
  await write(marcus, "How councillors scrutinise it", "A joint committee, says Marcus.");
  await press(marcus, "Save and continue");
  await expect(marcus.getByRole("heading", { level: 1 })).toHaveText("Assessment and reporting");

  // Lewisham's offer is his as well, under the other hat: what he typed waits until he has switched.
  await marcus.goto("/offers/LEW-D1/scope");
  await write(marcus, "Area", "Lewisham and Deptford");
  await press(marcus, "Save and continue");
  await expect(marcus.getByRole("heading", { level: 1 })).toHaveText("You act under another role");
  await expect(marcus.locator("main")).toContainText("What you typed is kept, and nothing is saved yet.");
  await seen(marcus);
  await press(marcus, "Switch to Lewisham, Place leader");
  await expect(marcus.getByRole("banner")).toContainText("Acting for: Lewisham");
  await expect(marcus.getByLabel("Area", { exact: true })).toHaveValue("Lewisham and Deptford");
  await seen(marcus);
  await press(marcus, "Save and continue");
  await marcus.goto("/offers/LEW-D1/scope");
  await expect(marcus.getByLabel("Area", { exact: true })).toHaveValue("Lewisham and Deptford");

  // Each act stands under the hat it was done with.
  await marcus.goto("/offers/KEN-D1/history");
  await expect(marcus.locator("main")).toContainText(/Marcus.*Kent/);
  await marcus.goto("/offers/LEW-D1/history");
  await expect(marcus.locator("main")).toContainText(/Marcus.*Lewisham/);

  // The link was good for once, and Marcus can leave as he came.
  await followLinkMailedTo(marcus, "marcus@lewisham.example");
  await expect(marcus.locator("main")).toContainText("This link was used already.");
  await marcus.goto("/account/roles");
  await seen(marcus);
  await marcus.getByRole("link", { name: /^Leave.*Kent, as: Drafter/ }).click();
  await seen(marcus);
  await press(marcus, "Leave");
  await expect(marcus.locator("main")).toContainText("You have left.");
  await marcus.goto("/offers/KEN-D1");
  await expect(marcus.getByRole("heading", { level: 1 })).toHaveText("Page not found");
  await marcus.goto("/account/roles/place-leader@lewisham");
  await press(marcus, "Leave");
  await expect(marcus.getByRole("alert")).toContainText("This is the last leader of Lewisham");
  await seen(marcus);
});

test("The programme office adds an organisation, and a round with its parameters", async ({ as }) => {
  const ruth = await as("Ruth");
  await ruth.goto("/organisations?kind=department");
  await seen(ruth);
  await ruth.goto("/organisations/new");
  await press(ruth, "Add the organisation");
  await expect(ruth.getByRole("alert")).toContainText("Choose the kind of organisation");
  await seen(ruth);
  await ruth.getByLabel("Kind").selectOption({ label: "Charity or community group" });
  await write(ruth, "Name", "Thanet Advice");
  await ruth.getByLabel("Place it belongs to").selectOption({ label: "Kent" });
  await press(ruth, "Add the organisation");
  await expect(ruth.getByRole("heading", { level: 1 })).toHaveText("Thanet Advice");
  await seen(ruth);
  await follow(ruth, "Change what it is called");
  await seen(ruth);
  await write(ruth, "Name", "Thanet and Dover Advice");
  await press(ruth, "Save");
  await expect(ruth.getByRole("heading", { level: 1 })).toHaveText("Thanet and Dover Advice");

  await ruth.goto("/programme/rounds");
  await seen(ruth);
  await follow(ruth, "Add a round");
  await seen(ruth);
  await write(ruth, "Name", "Autumn 2013");
  await write(ruth, "Opens on", "1 September 2013");
  await write(ruth, "Closes on", "31 August 2013");
  await press(ruth, "Save the round");
  await expect(ruth.getByRole("alert")).toContainText("The round must close on or after the day it opens");
  await expect(ruth.getByLabel("Closes on", { exact: true })).toHaveValue("31 August 2013");
  await seen(ruth);
  await write(ruth, "Closes on", "30 November 2013");
  await press(ruth, "Save the round");
  await expect(ruth.locator("main")).toContainText("Autumn 2013");
  await seen(ruth);
});
