import { randomBytes } from "node:crypto";
import { open, realpath, rename, rm } from "node:fs/promises";

/**
 * Writes a rotated refresh token so that the file holds the old or the new one at any time, and only its owner can
 * read it.
 */
export async function writeRefreshToken(file: string, refreshToken: string): Promise<void> {
  const target = await linkTarget(file);
  const fresh = `${target}.${process.pid}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    const handle = await open(fresh, "wx", 0o600);
    try {
      await handle.writeFile(refreshToken);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(fresh, target);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}

/** Through a link its target is replaced, not the link. */
async function linkTarget(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return file;
    throw error;
  }
}
