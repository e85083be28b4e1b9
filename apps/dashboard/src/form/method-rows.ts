import { aggregators, privacyModes } from '@tributary/fedavg';
import { type RunConfig, screeningSpecSchema } from '@tributary/protocol';
import { countOf } from '../view/format.ts';
import { isLossy, pipelineWords } from '../view/pipeline-words.ts';
import { listed } from './form-section.ts';
import { privacyFields } from './privacy-fields.ts';
import { schemaFields } from './schema-fields.ts';
import { type SettingRow, settingRows } from './setting-rows.ts';

/** How updates are put together, screened, compressed and kept private; what is off has no row. */
export const methodRows = (config: RunConfig): SettingRow[] => [
  ...aggregationRows(config),
  ...settingRows(schemaFields(screeningSpecSchema), config.screening),
  ...compressionRows(config),
  ...privacyRows(config),
];

const aggregationRows = ({
  aggregation: { aggregator, preaggregator, rootExamples },
}: RunConfig): SettingRow[] => {
  const rule = aggregator ? aggregators.find(aggregator.name) : undefined;
  return [
    ...(aggregator
      ? [
          {
            title: 'Aggregator',
            value: named(
              aggregator.name,
              rule ? listed(schemaFields(rule.params), aggregator.params) : '',
            ),
          },
        ]
      : []),
    ...(rule?.needs.includes('root')
      ? [{ title: 'Root examples', value: countOf(rootExamples, 'example') }]
      : []),
    ...(preaggregator
      ? [
          {
            title: 'Before the aggregator',
            value: `${preaggregator.name} against ${countOf(preaggregator.numMalicious, 'malicious client')}`,
          },
        ]
      : []),
  ];
};

const compressionRows = ({ compression: { up, down, errorFeedback } }: RunConfig): SettingRow[] => [
  ...(isLossy(up)
    ? [
        {
          title: 'Compression of updates',
          value: `${pipelineWords(up)}; ${errorFeedback ? 'with' : 'without'} error feedback`,
        },
      ]
    : []),
  ...(isLossy(down) ? [{ title: 'Compression of models', value: pipelineWords(down) }] : []),
];

/** In one row, because many of its numbers mean nothing without the others. */
const privacyRows = ({ privacy }: RunConfig): SettingRow[] =>
  privacy.mode === 'none'
    ? []
    : [
        {
          title: 'Differential privacy',
          value: named(privacyModes[privacy.mode].title, listed(privacyFields(privacy), privacy)),
        },
      ];

const named = (name: string, settings: string): string =>
  settings === '' ? name : `${name}: ${settings}`;
