import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import type { OwnData } from '@tributary/local-data';
import type { DataSchema } from '@tributary/model-zoo';
import { useCallback, useState } from 'react';
import { Card } from '../components/card.tsx';
import { describeDemoData } from '../view/describe-demo-data.ts';
import type { Brought } from './brought.ts';
import type { DataNeed } from './data-needs.ts';
import { DataSummary } from './data-summary.tsx';
import { describeSchema } from './describe-schema.ts';
import { FaultNotice } from './fault-notice.tsx';
import { SourcePanel } from './source-panel.tsx';

/** Changes what is in use for a need; the same function for as long as the page lives. */
export type PutData = (key: string, change: (before: OwnData | null) => OwnData | null) => void;

interface NeedCardProps {
  readonly need: DataNeed;
  /** What is in use; null while there is nothing. */
  readonly data: OwnData | null;
  readonly isDemo: boolean;
  /** Whether it was found on the device. */
  readonly isKept: boolean;
  readonly onDemo: (isDemo: boolean) => void;
  readonly put: PutData;
  readonly forget: (key: string) => void;
}

/** What some runs learn from: public data that stand in, or one's own. */
export const NeedCard = (props: NeedCardProps) => {
  const { need, isDemo, onDemo } = props;
  const { schema } = need;
  return (
    <Card title={need.title}>
      <Stack gap="sm">
        {need.hasDemo && schema !== undefined && (
          <SegmentedControl
            aria-label={`Data for ${need.title}`}
            fullWidth
            value={isDemo ? 'demo' : 'own'}
            onChange={(value) => onDemo(value === 'demo')}
            data={[
              { value: 'demo', label: 'Demonstration data' },
              { value: 'own', label: 'My own' },
            ]}
          />
        )}
        {isDemo || schema === undefined ? (
          <Text>{describeDemoData(need.runs)}</Text>
        ) : (
          <OwnDataPanel {...props} schema={schema} />
        )}
      </Stack>
    </Card>
  );
};

const OwnDataPanel = ({
  need: { key },
  schema,
  data,
  isKept,
  put,
  forget,
}: NeedCardProps & { readonly schema: DataSchema }) => {
  const [faulty, setFaulty] = useState<Brought | null>(null);
  const [isChoosing, setIsChoosing] = useState(data === null);
  const use = useCallback(
    ({ source, checked }: Brought) => {
      setFaulty(null);
      put(key, (before) =>
        checked.examples.numExamples === 0
          ? null
          : {
              ...{ schema, source, ...checked },
              validationShare: before?.validationShare ?? USUAL_SHARE,
            },
      );
    },
    [schema, put, key],
  );
  const take = useCallback(
    (brought: Brought | null) => {
      if (brought && brought.checked.report.errors.total > 0) setFaulty(brought);
      else if (brought) use(brought);
    },
    [use],
  );
  return (
    <Stack gap="sm">
      <Text size="sm">{describeSchema(schema)}</Text>
      {isChoosing && <SourcePanel schema={schema} onBrought={take} />}
      {faulty && <FaultNotice brought={faulty} onLeaveOut={() => use(faulty)} />}
      {data && (
        <DataSummary
          data={data}
          onShareChange={(validationShare) =>
            put(key, (before) => before && { ...before, validationShare })
          }
        />
      )}
      {data && (!isChoosing || isKept) && (
        <Group gap="xs">
          {!isChoosing && (
            <Button variant="default" onClick={() => setIsChoosing(true)}>
              Use other data
            </Button>
          )}
          {isKept && (
            <Button
              variant="subtle"
              color="red"
              onClick={() => {
                setIsChoosing(true);
                forget(key);
              }}
            >
              Forget what is kept here
            </Button>
          )}
        </Group>
      )}
    </Stack>
  );
};

const USUAL_SHARE = 0.2;
