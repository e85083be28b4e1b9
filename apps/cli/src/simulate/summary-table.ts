import { type SimulationResult, summarise, variantsOf } from '@tributary/simulator';
import { formatAccuracy, formatLoss, formatSeconds, markdownRows } from '@tributary/terminal';

/** The simulation's outcome, one row a variant under a row of headings. */
const summaryRows = (result: SimulationResult): string[][] => {
  const mark = result.simulation.stopAt?.accuracy;
  const header = [
    'variant',
    'seeds',
    ...(mark === undefined ? [] : [`rounds to ${formatAccuracy(mark)}`]),
    'best accuracy',
    'last accuracy',
    'loss',
    'MB up',
    'MB down',
    'time',
  ];
  const rows = summarise(result).map((summary) => [
    summary.variant,
    String(summary.seeds),
    ...(mark === undefined
      ? []
      : [
          `${summary.medianRounds ?? '–'} (${summary.roundsToMark
            .map((rounds) => (rounds === null ? '–' : rounds.toFixed(1)))
            .join(', ')})`,
        ]),
    formatAccuracy(summary.medianBestAccuracy),
    formatAccuracy(summary.medianLastAccuracy),
    formatLoss(summary.medianFinalLoss),
    megabytes(summary.medianBytesUp),
    megabytes(summary.medianBytesDown),
    formatSeconds(1000 * summary.wallS),
  ]);
  return [header, ...rows];
};

const megabytes = (bytes: number): string => (bytes / 1e6).toPrecision(4);

/** What stands between the two names of a variant that is one of rows × columns. */
const CROSS = ' | ';

/** Last accuracies with the variants' first names as rows and their second ones as columns, if all have two. */
const crossRows = (result: SimulationResult): string[][] => {
  const cells = summarise(result).map(({ variant, medianLastAccuracy }) => {
    const [row, column, ...others] = variant.split(CROSS);
    return {
      row,
      column,
      isCrossed: column !== undefined && others.length === 0,
      medianLastAccuracy,
    };
  });
  if (cells.length === 0 || !cells.every(({ isCrossed }) => isCrossed)) return [];
  const columns = [...new Set(cells.map(({ column }) => column ?? ''))];
  const accuracyOf = (row: string, column: string) =>
    cells.find((cell) => cell.row === row && cell.column === column)?.medianLastAccuracy ?? null;
  return [
    ['last accuracy', ...columns],
    ...[...new Set(cells.map(({ row }) => row ?? ''))].map((row) => [
      row,
      ...columns.map((column) => formatAccuracy(accuracyOf(row, column))),
    ]),
  ];
};

/** What the global model is to the clients, one row a run under a row of headings; none if not compared. */
const comparisonRows = ({ runs }: SimulationResult): string[][] => {
  const compared = runs.flatMap(({ variant, seed, comparison }) => {
    if (!comparison) return [];
    const { mean, globalOnTest } = comparison;
    const scores = {
      ...mean,
      globalOnTest: globalOnTest && (globalOnTest.accuracy ?? globalOnTest.loss),
    };
    return [{ variant, seed, scores }];
  });
  const measured = (Object.keys(COMPARED) as (keyof typeof COMPARED)[]).filter((name) =>
    compared.some(({ scores }) => scores[name] !== null),
  );
  if (compared.length === 0) return [];
  const cellsOf = (own: typeof compared) =>
    measured.map((name) => meanOf(own.map(({ scores }) => scores[name]))?.toFixed(4) ?? '–');
  return [
    ['variant', 'seed', ...measured.map((name) => COMPARED[name])],
    ...variantsOf(compared).flatMap((name) => {
      const own = compared.filter(({ variant }) => variant === name);
      const rows = own.map((run) => [name, String(run.seed), ...cellsOf([run])]);
      return own.length > 1 ? [...rows, [name, 'mean', ...cellsOf(own)]] : rows;
    }),
  ];
};

const meanOf = (values: readonly (number | null)[]): number | undefined => {
  const known = values.filter((value) => value !== null);
  return known.length === 0
    ? undefined
    : known.reduce((sum, value) => sum + value, 0) / known.length;
};

/** Scores of models, and on what: means over the clients, then the pooled examples of the test. */
const COMPARED = {
  global: 'global, own examples',
  personal: 'personal, own examples',
  personalised: 'personalised, own examples',
  local: 'alone, own examples',
  globalOnTest: 'global, test',
  localOnTest: 'alone, test',
} as const;

/** Those that there is something for. */
const tablesOf = (result: SimulationResult): string[][][] =>
  [crossRows(result), summaryRows(result), comparisonRows(result)].filter(
    ({ length }) => length > 0,
  );

/** For a terminal. */
export const describeSummary = (result: SimulationResult): string =>
  tablesOf(result).map(table).join('\n\n');

/** For documents: the command that made it, and the same tables. */
export const describeInMarkdown = (result: SimulationResult, command: string): string => {
  const { title, description } = result.simulation;
  const tables = tablesOf(result).map(markdownRows);
  return `${[`# ${title}`, description, `\`${command}\``, ...tables].join('\n\n')}\n`;
};

const table = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] as number))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};
