/** A closed set of named entries (strategies, models, data sets …), filled by a generated file. */
export interface Registry<Entry extends { readonly name: string }> {
  readonly entries: readonly Entry[];
  readonly names: readonly string[];
  find(name: string): Entry | undefined;
  /** @throws {RangeError} that lists the names there are. */
  get(name: string): Entry;
}

/** @param kind the singular noun for messages, e.g. "strategy" */
export const createRegistry = <Entry extends { readonly name: string }>(
  kind: string,
  entries: readonly Entry[],
): Registry<Entry> => {
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const names = [...byName.keys()];
  const find = (name: string) => byName.get(name);
  return {
    entries,
    names,
    find,
    get: (name) => {
      const entry = find(name);
      if (entry === undefined) {
        throw new RangeError(`There is no ${kind} "${name}". Choose one of: ${names.join(', ')}.`);
      }
      return entry;
    },
  };
};
