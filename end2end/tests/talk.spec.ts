// Talk: what a side says among itself stays there until somebody releases it, one comment at a time.

import { choose, follow, press, write } from "./support/form";
import { seen } from "./support/seen";
import { expect, test } from "./support/test";

test("Birmingham talks among itself, releases one comment, and Whitehall answers", async ({ as }) => {
  const joan = await as("Joan");
  await joan.goto("/offers/BIR-1/savings");
  await follow(joan, "Talk about this");
  await expect(joan.locator("main")).toContainText("About Savings");
  await expect(joan.getByLabel("The place only")).toBeChecked();
  await seen(joan);

  // Nothing typed is lost.
  await press(joan, "Start the thread");
  await expect(joan.getByRole("alert")).toContainText("Write your comment");
  await seen(joan);
  await choose(joan, "Who will read this?", "The place only");
  await write(joan, "What do you want to say?", "We could go down to **55%**.");
  await press(joan, "Start the thread");
  await expect(joan.locator("article")).toContainText("We could go down to 55%.");
  await expect(joan.locator("article").getByText("The place only")).toBeVisible();
  await expect(joan.locator("article strong", { hasText: "55%" })).toBeVisible();
  const thread = new URL(joan.url()).pathname;
  await seen(joan);

  const sunita = await as("Sunita");
  await sunita.goto(thread);
  await write(sunita, "Your reply", "But never below 50%.");
  await press(sunita, "Send the reply");
  await expect(sunita.locator("article").last()).toContainText("But never below 50%.");
  await expect(sunita.getByRole("link", { name: "Release to both sides" })).toHaveCount(0);
  await follow(sunita, "Change the comment of Sunita");
  await seen(sunita);
  await write(sunita, "Your comment", "But not below 52%.");
  await press(sunita, "Save the change");
  await expect(sunita.locator("article").last()).toContainText("Edited");
  await seen(sunita);

  const priya = await as("Priya");
  await priya.goto("/offers/BIR-1/talk");
  await expect(priya.locator("main")).not.toContainText("55%");
  const answer = await priya.goto(thread);
  expect(answer?.status()).toBe(404);

  // The place looks once more at what exactly they will read, and releases it.
  await joan.goto(thread);
  await follow(joan, "Release to both sides the comment of Joan");
  await expect(joan.locator("main")).toContainText("We could go down to 55%.");
  await expect(joan.locator("main")).not.toContainText("52%");
  await seen(joan);
  await press(joan, "Release to both sides");
  await expect(joan.locator("main")).toContainText("Both sides read this comment from now on.");
  await expect(joan.locator("article").getByText("Everyone in this offer")).toBeVisible();
  await seen(joan);

  await priya.goto("/offers/BIR-1/talk?section=savings");
  await follow(priya, /We could go down to 55%/);
  await expect(priya.locator("main")).toContainText("Released to both sides by Joan.");
  await expect(priya.locator("main")).not.toContainText("52%");
  await write(priya, "Your reply", "That helps. I take it to the Treasury.");
  await press(priya, "Send the reply");
  await seen(priya);

  await joan.reload();
  await expect(joan.locator("article").last()).toContainText("I take it to the Treasury.");
  await press(joan, "Resolve this thread");
  await expect(joan.locator("main")).toContainText("Resolved by Joan");
  await seen(joan);
  await press(joan, "Reopen this thread");
  await expect(joan.getByRole("heading", { name: "Reply" })).toBeVisible();

  // What was said around it is still the place’s own, and its history says what was released.
  const private_ = await priya.goto(thread);
  expect(private_?.status()).toBe(404);
  await priya.goto("/offers/BIR-1/history");
  await expect(priya.locator("main")).toContainText("Comment released to both sides");
  await expect(priya.locator("main")).not.toContainText("52%");
});

test("a champion talks to the departments first, and an auditor reads what is joint", async ({ as }) => {
  const priya = await as("Priya");
  await priya.goto("/offers/BIR-1/talk");
  await expect(priya.locator("main")).toContainText("Health can go along with alcohol.");
  await expect(priya.locator("main")).not.toContainText("The place only");
  await seen(priya);
  await follow(priya, "Start a thread");
  await expect(priya.getByLabel("Whitehall only")).toBeChecked();
  await seen(priya);

  const tom = await as("Tom");
  await tom.goto("/offers/BIR-1/talk");
  await expect(tom.locator("main")).toContainText("Who comes from each side?");
  await expect(tom.locator("main")).not.toContainText("Health can go along");
  await expect(tom.getByRole("link", { name: "Start a thread" })).toHaveCount(0);
  await seen(tom);
});
