import type { ModelCard } from './model-card.ts';

/** Names are other people's: nothing in them may be taken for Markdown or HTML. */
const plain = (text: string): string =>
  text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|~&]/g, '\\$&');

const TO_FILL_IN = '_To be filled in by the owner of the run._';

const rowsOf = (rows: Readonly<Record<string, string | number | null>>): string[] => [
  '| | |',
  '| --- | --- |',
  ...Object.entries(rows).map(([key, value]) => `| ${key} | ${plain(`${value ?? 'not known'}`)} |`),
];

const counts = (seen: Readonly<Record<string, number>>): string =>
  Object.entries(seen)
    .map(([name, count]) => `${name}: ${count}`)
    .join(', ') || 'none';

const section = (title: string, ...lines: readonly string[]): string[] => [
  '',
  `## ${title}`,
  '',
  ...lines,
];

/** The card as a page to read. What only its owner can say is left open, and says so. */
export const modelCardMarkdown = (card: ModelCard): string =>
  [
    `# ${plain(card.run)}`,
    '',
    ...rowsOf({ Model: card.model.title, Round: card.round, Checkpoint: card.checkpoint }),
    ...section('Intended use', TO_FILL_IN),
    ...section('Limits', TO_FILL_IN),
    ...modelSection(card),
    ...dataSection(card),
    ...trainingSection(card),
    ...privacySection(card),
    ...section('Results', ...rowsOf({ Accuracy: card.results.accuracy, Loss: card.results.loss })),
    ...section(
      'Devices',
      ...rowsOf({
        Platforms: counts(card.devices.platforms),
        Backends: counts(card.devices.backends),
      }),
    ),
    '',
  ].join('\n');

const modelSection = ({ model }: ModelCard): string[] =>
  section(
    'Model',
    ...rowsOf({
      Weights: model.weights,
      Input: model.input,
      Output: model.output,
      ...(model.adapterOf && { 'Adapters of': model.adapterOf }),
    }),
  );

const dataSection = ({ data }: ModelCard): string[] =>
  section(
    'Data',
    'The examples stayed on the devices that hold them. The model takes inputs after these steps:',
    '',
    ...(data.preprocessing.length === 0
      ? ['- none']
      : data.preprocessing.map(
          ({ name, params }) => `- ${plain(`${name} ${JSON.stringify(params)}`)}`,
        )),
    '',
    ...rowsOf({
      Data: data.title,
      'What is learnt': data.classes.join(', '),
      ...(data.columns.length > 0 && { Columns: data.columns.join(', ') }),
      Licence: data.licence ?? 'to be filled in: every device brought its own data',
    }),
  );

const trainingSection = ({ training }: ModelCard): string[] =>
  section(
    'Training',
    ...rowsOf({
      Strategy: `${training.strategy} ${JSON.stringify(training.hyperparams)}`,
      'Work of a client': JSON.stringify(training.clientWork),
      Rounds: training.rounds,
      'Clients in a round': `${training.smallestCohort} to ${training.largestCohort}`,
      'Different clients': training.clients,
      'Bytes up': training.bytesUp,
      'Bytes down': training.bytesDown,
      From: training.from,
      To: training.to,
    }),
  );

const privacyWords = {
  none: 'No differential privacy: updates were averaged as they were.',
  local: 'Local differential privacy: devices added noise before anything left them.',
  central: 'Central differential privacy: the coordinator added noise to the sum of updates.',
} as const;

const privacySection = ({ privacy: { mode, epsilon, delta } }: ModelCard): string[] =>
  section(
    'Privacy',
    privacyWords[mode],
    ...(mode === 'none'
      ? []
      : ['', ...rowsOf({ ε: epsilon ?? 'no bound', ...(delta !== null && { δ: delta }) })]),
  );
