import type { DatabaseSync } from "node:sqlite";

/** What those who held a key have left for the next ones: entries that are only ever added, as JSON. */
export interface Journal {
  /** The oldest first. */
  entries(): readonly unknown[];
  /** It outlives this process once this has returned. */
  append(entry: unknown): void;
}

/** Where nothing can be kept, and nobody else would read it. */
export const NO_JOURNAL: Journal = { entries: () => [], append: () => undefined };

/**
 * In a database, to which nobody else has access meanwhile.
 *
 * @param cantAppend - told where an entry could not be written, such as on a full disk
 */
export function journalIn(database: DatabaseSync, cantAppend: (error: unknown) => void): Journal {
  return {
    entries() {
      // The first entry makes the table: a look alone writes nothing.
      if (!database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'journal'").get()) return [];
      return database.prepare("SELECT entry FROM journal ORDER BY rowid").all().flatMap(parsed);
    },
    append(entry) {
      try {
        database.exec("BEGIN; CREATE TABLE IF NOT EXISTS journal (entry TEXT NOT NULL)");
        database.prepare("INSERT INTO journal VALUES (?)").run(JSON.stringify(entry));
        database.exec("COMMIT");
      } catch (error) {
        if (database.isTransaction) database.exec("ROLLBACK");
        cantAppend(error);
      }
    },
  };
}

/** One entry; whatever is no JSON is none of ours. */
function parsed({ entry }: Record<string, unknown>): unknown[] {
  try {
    return [JSON.parse(String(entry))];
  } catch {
    return [];
  }
}
