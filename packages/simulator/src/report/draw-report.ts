import { escapeXml, modelTitle, publicDataset } from '@tributary/model-zoo';
import type { ClientScores } from '../compare-clients.ts';
import {
  type RunResult,
  type SimulationResult,
  summarise,
  variantsOf,
} from '../results/simulation-result.ts';
import { accuracyCurves, curvesOf } from './curves.ts';
import { drawKey, drawLineChart } from './line-chart.ts';
import { REPORT_STYLE } from './report-style.ts';

const percent = (value: number): string => `${(100 * value).toFixed(2)}\u00a0%`;
/** Without the noughts that most would end with. */
const shortPercent = (value: number): string => `${Number((100 * value).toFixed(2))}\u00a0%`;
const decimal = (value: number): string => String(Number(value.toPrecision(4)));
/** A result that was saved before there was such a figure lacks it. */
const orDash = (value: number | null | undefined, format: (value: number) => string): string =>
  value == null ? '–' : format(value);

/** The result as one HTML page that needs nothing else: what was asked, curves, tables, the config. */
export const drawReport = (result: SimulationResult): string => {
  const { simulation, clients, runs } = result;
  const mark = simulation.stopAt?.accuracy;
  const variants = variantsOf(runs);
  const examples = simulation.evaluation.on === 'held-out' ? 'held-out' : 'test';
  const accuracies = accuracyCurves(result);
  const sections = [
    hasAccuracy(result)
      ? chart(`Best ${examples} accuracy so far`, (title) =>
          drawLineChart(accuracies, {
            title,
            xLabel: 'round',
            mark,
            format: shortPercent,
          }),
        )
      : '',
    chart(examples === 'test' ? 'Test loss' : 'Held-out loss', (title) =>
      drawLineChart(
        curvesOf(result, ({ loss }) => loss),
        { title, xLabel: 'round', format: decimal },
      ),
    ),
  ];
  const { model } = simulation.run.task;
  const { name: dataset } = publicDataset(simulation.run.task.dataset);
  const reading = [
    runs.length > variants.length ? ' Lines are medians over the seeds, bands their range.' : '',
    mark !== undefined && accuracies.some(({ reached }) => reached !== undefined)
      ? ` A dot shows when ${shortPercent(mark)} was reached.`
      : '',
  ].join('');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(simulation.title)}</title>
<style>${REPORT_STYLE}</style>
<main>
<h1>${escapeXml(simulation.title)}</h1>
<p>${escapeXml(simulation.description)}</p>
<p class="quiet">${clients} virtual clients, ${runs.length} ${runs.length === 1 ? 'run' : 'runs'}, ${escapeXml(modelTitle(model))} on ${escapeXml(dataset)}.${reading}</p>
${legend(variants)}
${sections.join('\n')}
${summaryTable(result)}
${runs.map((run) => clientTable(run, examples)).join('\n')}
<details><summary>Config</summary><pre>${escapeXml(JSON.stringify(simulation, null, 2))}</pre></details>
</main>
</html>
`;
};

const hasAccuracy = ({ runs }: SimulationResult): boolean =>
  runs.some(({ rows }) => rows.some(({ accuracy }) => accuracy !== null));

const chart = (heading: string, draw: (title: string) => string): string =>
  `<section><h2>${escapeXml(heading)}</h2>${draw(`${heading}, by round`)}</section>`;

const legend = (variants: readonly string[]): string =>
  variants.length < 2
    ? ''
    : `<ul class="legend">${variants
        .map((name, index) => `<li>${drawKey(index)}${escapeXml(name)}</li>`)
        .join('')}</ul>`;

const table = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  `<div class="scroll"><table><thead><tr>${header.map((cell) => `<th>${escapeXml(cell)}</th>`).join('')}</tr></thead><tbody>${rows
    .map((row) => `<tr>${row.map((cell) => `<td>${escapeXml(cell)}</td>`).join('')}</tr>`)
    .join('')}</tbody></table></div>`;

const summaryTable = (result: SimulationResult): string => {
  const mark = result.simulation.stopAt?.accuracy;
  const withAccuracy = hasAccuracy(result);
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
    ...(withAccuracy ? [orDash(summary.medianBestAccuracy, percent)] : []),
    orDash(summary.medianFinalLoss, decimal),
    `${summary.wallS.toFixed(0)}\u00a0s`,
  ]);
  const header = [
    ...['variant', 'seeds'],
    ...(mark === undefined ? [] : [`rounds to ${shortPercent(mark)}`, 'by seed']),
    ...(withAccuracy ? ['best accuracy'] : []),
    ...['last loss', 'time'],
  ];
  return `<section><h2>Summary</h2>${table(header, rows)}</section>`;
};

const score = (value: ClientScores['global'] | undefined): string =>
  value == null ? '–' : value.accuracy === null ? decimal(value.loss) : percent(value.accuracy);

const clientTable = (
  { variant, seed, comparison }: RunResult,
  tested: 'held-out' | 'test',
): string => {
  if (!comparison) return '';
  const { clients, mean, globalOnTest } = comparison;
  const scored = [globalOnTest, ...clients.flatMap(({ personal, local }) => [personal, local])];
  const format = scored.some((score) => score?.accuracy != null) ? percent : decimal;
  const rows = clients.map((client) => [
    String(client.client + 1),
    String(client.numExamples),
    String(client.heldOutExamples),
    score(client.global),
    score(client.personal),
    score(client.personalised),
    score(client.local),
    score(client.localOnTest),
  ]);
  const means = [mean.global, mean.personal, mean.personalised, mean.local, mean.localOnTest].map(
    (value) => orDash(value, format),
  );
  return `<section><h2>Clients, ${escapeXml(variant)}, seed ${seed}</h2>
<p class="quiet">On what each client keeps back; the last column on what checkpoints are tested on, where the global model has ${escapeXml(score(globalOnTest))}.</p>
${table(
  [
    'client',
    'trains on',
    'keeps back',
    'global',
    'its own',
    'personalised',
    'alone',
    tested === 'test' ? 'alone, on the test set' : 'alone, on what all keep back',
  ],
  [['mean', '', '', ...means], ...rows],
)}</section>`;
};
