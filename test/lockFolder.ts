// Tests do not use the user's own folder for locks.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "partnercenter-locks-"));
process.env.PARTNERCENTER_LOCK_FOLDER = folder;
afterAll(() => {
  if (process.env.PARTNERCENTER_LOCK_FOLDER === folder) delete process.env.PARTNERCENTER_LOCK_FOLDER;
  rmSync(folder, { recursive: true, force: true });
});
