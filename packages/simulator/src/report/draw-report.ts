import type { ClientScores } from '../compare-clients.ts';
import type { RoundRow } from '../results/round-row.ts';
import {
  median,
  type RunResult,
  type SimulationResult,
  summarise,
} from '../results/simulation-result.ts';
import { escapeHtml } from './escape-html.ts';
import { colourOf, drawLineChart, type Series } from './line-chart.ts';
import { REPORT_STYLE } from './report-style.ts';

const percent = (value: number): string => `${(100 * value).toFixed(2)} %`;
const decimal = (value: number): string => String(Number(value.toPrecision(4)));
const orDash = (value: number | null, format: (value: number) => string): string =>
  value === null ? '–' : format(value);

/** The result as one HTML page that needs nothing else: what was asked, curves, tables, the config. */
export const drawReport = (result: SimulationResult): string => {
  const { simulation, clients, runs } = result;
  const mark = simulation.stopAt?.accuracy;
  const variants = [...new Set(runs.map(({ variant }) => variant))];
  const curves = (pick: (row: RoundRow) => number | null): Series[] =>
    variants.map((variant) =>
      seriesOf(
        runs.filter((run) => run.variant === variant),
        variant,
        pick,
      ),
    );
  const hasAccuracy = runs.some(({ rows }) => rows.some(({ accuracy }) => accuracy !== null));
  const sections = [
    hasAccuracy
      ? chart(
          'Best test accuracy so far',
          drawLineChart(
            curves((row) => row.bestAccuracy),
            {
              title: 'Best test accuracy so far, by round',
              xLabel: 'round',
              mark,
              format: percent,
            },
          ),
        )
      : '',
    chart(
      'Test loss',
      drawLineChart(
        curves((row) => row.loss),
        {
          title: 'Test loss, by round',
          xLabel: 'round',
          format: decimal,
        },
      ),
    ),
  ];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(simulation.title)}</title>
<style>${REPORT_STYLE}</style>
<main>
<h1>${escapeHtml(simulation.title)}</h1>
<p>${escapeHtml(simulation.description)}</p>
<p class="quiet">${clients} virtual clients, ${runs.length} ${runs.length === 1 ? 'run' : 'runs'}, ${escapeHtml(simulation.run.task.model)} on ${escapeHtml(simulation.run.task.dataset)}. Lines are medians over the seeds, bands their range.</p>
${legend(variants)}
${sections.join('\n')}
${summaryTable(result)}
${runs.map((run) => clientTable(run)).join('\n')}
<details><summary>Config</summary><pre>${escapeHtml(JSON.stringify(simulation, null, 2))}</pre></details>
</main>
</html>
`;
};

const chart = (heading: string, svg: string): string =>
  `<section><h2>${escapeHtml(heading)}</h2>${svg}</section>`;

const legend = (variants: readonly string[]): string =>
  variants.length < 2
    ? ''
    : `<ul class="legend">${variants
        .map(
          (name, index) =>
            `<li><span style="background:${colourOf(index)}"></span>${escapeHtml(name)}</li>`,
        )
        .join('')}</ul>`;

/** A run that reached its mark has ended: it stands where it was, so that the median does not jump. */
const seriesOf = (
  runs: readonly RunResult[],
  name: string,
  pick: (row: RoundRow) => number | null,
): Series => {
  const known = runs.map(({ rows }) =>
    rows.flatMap((row) => {
      const value = pick(row);
      return value === null ? [] : [[row.round, value] as const];
    }),
  );
  const rounds = [...new Set(known.flatMap((points) => points.map(([round]) => round)))].sort(
    (a, b) => a - b,
  );
  const at = (round: number): number[] =>
    known.flatMap((points) => {
      const point = points.findLast(([x]) => x <= round);
      return point ? [point[1]] : [];
    });
  const byRound = rounds.map((round) => [round, at(round)] as const);
  return {
    name,
    points: byRound.map(([round, values]) => [round, median(values)] as const),
    band:
      runs.length < 2
        ? []
        : byRound.map(
            ([round, values]) => [round, Math.min(...values), Math.max(...values)] as const,
          ),
  };
};

const table = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  `<div class="scroll"><table><thead><tr>${header.map((cell) => `<th>${escapeHtml(cell)}</th>`).join('')}</tr></thead><tbody>${rows
    .map((row) => `<tr>${row.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`)
    .join('')}</tbody></table></div>`;

const summaryTable = (result: SimulationResult): string => {
  const mark = result.simulation.stopAt?.accuracy;
  const rows = summarise(result).map((summary) => [
    summary.variant,
    String(summary.seeds),
    ...(mark === undefined
      ? []
      : [
          orDash(summary.medianRounds, String),
          summary.roundsToMark
            .map((rounds) => orDash(rounds, (value) => value.toFixed(1)))
            .join(', '),
        ]),
    orDash(summary.medianBestAccuracy, percent),
    orDash(summary.medianFinalLoss, decimal),
    `${summary.wallS.toFixed(0)} s`,
  ]);
  const marked = mark === undefined ? [] : [`rounds to ${percent(mark)}`, 'by seed'];
  return `<section><h2>Summary</h2>${table(
    ['variant', 'seeds', ...marked, 'best accuracy', 'last loss', 'time'],
    rows,
  )}</section>`;
};

const score = (value: ClientScores['global']): string =>
  value === null ? '–' : value.accuracy === null ? decimal(value.loss) : percent(value.accuracy);

const clientTable = ({ variant, seed, comparison }: RunResult): string => {
  if (!comparison) return '';
  const { clients, mean, globalOnTest } = comparison;
  const format = globalOnTest.accuracy === null ? decimal : percent;
  const rows = clients.map((client) => [
    String(client.client + 1),
    String(client.numExamples),
    String(client.heldOutExamples),
    score(client.global),
    score(client.personalised),
    score(client.local),
    score(client.localOnTest),
  ]);
  const means = [mean.global, mean.personalised, mean.local, mean.localOnTest].map((value) =>
    orDash(value, format),
  );
  return `<section><h2>Clients, ${escapeHtml(variant)}, seed ${seed}</h2>
<p class="quiet">On what each client keeps back; the last column on what checkpoints are tested on, where the global model has ${escapeHtml(score(globalOnTest))}.</p>
${table(
  [
    'client',
    'trains on',
    'keeps back',
    'global',
    'personalised',
    'alone',
    'alone, on the test set',
  ],
  [['mean', '', '', ...means], ...rows],
)}</section>`;
};
