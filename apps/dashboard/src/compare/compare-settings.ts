import type { SettingRow } from '../form/setting-rows.ts';

/** One setting of several runs. */
export interface ComparedSetting {
  /** Its title, and which of several of that title it is. */
  readonly key: string;
  readonly title: string;
  /** In the order of the runs; null where a run has no such setting. */
  readonly values: readonly (string | null)[];
  readonly differs: boolean;
}

/** The settings of several runs side by side, in the order of the first that has them. */
export const compareSettings = (runs: readonly (readonly SettingRow[])[]): ComparedSetting[] => {
  const titles = new Map<string, string>();
  const byRun = runs.map((rows) => {
    const values = new Map<string, string>();
    for (const { title, value } of rows) {
      let key = title;
      for (let again = 2; values.has(key); again++) key = `${title} ${again}`;
      values.set(key, value);
      titles.set(key, title);
    }
    return values;
  });
  return [...titles].map(([key, title]) => {
    const values = byRun.map((settings) => settings.get(key) ?? null);
    return { key, title, values, differs: new Set(values).size > 1 };
  });
};
