// Files: a letter is attached in a room that was chosen before, kept by those who read it, and removed with a reason.

import { readFileSync } from "node:fs";
import { choose, follow, press, write } from "./support/form";
import { seen } from "./support/seen";
import { expect, test } from "./support/test";

const LETTER = "We support this offer.\n";

test("Birmingham attaches a letter for its own, another for both sides, and removes the first", async ({ as }) => {
  const joan = await as("Joan");
  await joan.goto("/offers/BIR-1/engagement");
  await expect(joan.locator("main")).toContainText("Citizens’ panel, notes of 12 January.txt");
  await seen(joan);
  await follow(joan, "Attach a file here");
  await expect(joan.getByLabel("The place only")).toBeChecked();
  await seen(joan);

  // What is wrong stands beside the field, and the room stays chosen.
  await choose(joan, "Who will read this?", "Everyone in this offer");
  await joan.getByLabel("File", { exact: true }).setInputFiles({
    name: "picture.png",
    mimeType: "image/png",
    buffer: Buffer.from("<!DOCTYPE html><script>alert(1)</script>"),
  });
  await press(joan, "Attach the file");
  await expect(joan.getByRole("alert")).toContainText("parts of a web page");
  await expect(joan.getByLabel("Everyone in this offer")).toBeChecked();
  await seen(joan);
  await choose(joan, "Who will read this?", "The place only");
  await joan.getByLabel("File", { exact: true }).setInputFiles({
    name: "letter of the board.txt",
    mimeType: "text/plain",
    buffer: Buffer.from(LETTER),
  });
  await press(joan, "Attach the file");
  const own = joan.getByRole("listitem").filter({ hasText: "letter of the board.txt" });
  await expect(own).toContainText("The place only");
  await seen(joan);

  // It comes back as it was sent, as a file to keep.
  const kept = joan.waitForEvent("download");
  await own.getByRole("link", { name: "letter of the board.txt", exact: true }).click();
  const download = await kept;
  expect(download.suggestedFilename()).toBe("letter of the board.txt");
  expect(readFileSync(await download.path(), "utf8")).toBe(LETTER);

  // Whitehall reads what is for both, and knows of nothing else.
  const priya = await as("Priya");
  await priya.goto("/offers/BIR-1/files");
  await expect(priya.locator("main")).toContainText("Letter of support, West Midlands Police.pdf");
  await expect(priya.locator("main")).not.toContainText("letter of the board");
  await expect(priya.locator("main")).not.toContainText("Citizens’ panel, notes");
  await seen(priya);

  await own.getByRole("link", { name: /^Remove/ }).click();
  await seen(joan);
  await press(joan, "Remove the file");
  await expect(joan.getByRole("alert")).toContainText("Say why it is removed");
  await seen(joan);
  await write(joan, "Why is it removed?", "The board has written a new one.");
  await press(joan, "Remove the file");
  await expect(joan.locator("main")).toContainText("The file is removed. Its record stays.");
  await expect(joan.locator("main")).toContainText("“The board has written a new one.”");
  await seen(joan);
});

test("The champion reads on a term what Whitehall has attached to it", { tag: "@once" }, async ({ as }) => {
  const priya = await as("Priya");
  await priya.goto("/offers/BIR-1/terms/1");
  await expect(priya.locator("main")).toContainText("What the panel said.txt");
  await seen(priya);
  const joan = await as("Joan");
  await joan.goto("/offers/BIR-1/terms/1");
  await expect(joan.locator("main")).not.toContainText("What the panel said.txt");
  await follow(joan, "Attach a file here");
  await expect(joan.getByLabel("Term 1: position of the place")).toBeVisible();
  await seen(joan);
});
