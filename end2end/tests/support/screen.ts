// What kind of browser a story is told in.

import type { TestInfo } from "@playwright/test";

/** Whether scripts run in this project. */
export function hasScripts(info: TestInfo): boolean {
  return info.project.use.javaScriptEnabled !== false;
}

/** Whether the screen is narrow, so that tables are lists of cards. */
export function isNarrow(info: TestInfo): boolean {
  return (info.project.use.viewport?.width ?? 1280) < 640;
}
