import { shortId } from './format.ts';

interface Named {
  readonly runId: string;
  readonly name: string;
}

/** What each run is called, by its id: those of the same name with the beginning of their id, to be told apart. */
export const distinctNames = (runs: readonly Named[]): ReadonlyMap<string, string> => {
  const counts = new Map<string, number>();
  for (const { name } of runs) counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Map(
    runs.map(({ runId, name }) => [
      runId,
      (counts.get(name) ?? 0) > 1 ? `${name} (${shortId(runId)})` : name,
    ]),
  );
};
