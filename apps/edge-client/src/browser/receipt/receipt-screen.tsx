import { Button, Code, Group, Stack, Text, Title } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import type { ReceivedModel } from '@tributary/client';
import { Card } from '../components/card.tsx';
import { ContributionList } from '../components/contribution-list.tsx';
import { PageFrame } from '../components/page-frame.tsx';
import type { Session } from '../session/reduce-session.ts';
import { TryPanel } from '../try/try-panel.tsx';
import { describeFarewell } from '../view/describe-farewell.ts';
import { makeReceipt } from './make-receipt.ts';
import { type ReceiptLine, receiptLines, receiptText, runLines } from './receipt-lines.ts';
import classes from './receipt-screen.module.css';
import { saveFile } from './save-file.ts';

interface ReceiptScreenProps {
  readonly session: Extract<Session, { step: 'receipt' }>;
  /** The one that came last; null where this page has not seen any. */
  readonly model: ReceivedModel | null;
  readonly onJoinAgain: () => void;
  /** Drops the invitation from this device. */
  readonly onForget: () => void;
}

const Lines = ({ lines }: { readonly lines: readonly ReceiptLine[] }) => (
  <dl className={classes.lines ?? ''}>
    {lines.map(({ label, value }) => (
      <div key={label}>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);

/** Thanks, what the device has given, and a copy of it to keep. */
export const ReceiptScreen = ({ session, model, onJoinAgain, onForget }: ReceiptScreenProps) => {
  const { client } = session;
  const { title, sentences } = describeFarewell(client);
  const receipt = makeReceipt({ ...session, coordinator: location.host });
  const fileName = `tributary-receipt-${receipt.leftAt.slice(0, 10)}`;
  return (
    <PageFrame
      actions={
        <Button fullWidth size="xl" radius="lg" variant="default" onClick={onJoinAgain}>
          Join again
        </Button>
      }
    >
      <Stack gap="md">
        <div role="status">
          <Title order={1} size="h2">
            {title}
          </Title>
          {sentences.map((sentence) => (
            <Text key={sentence} mt="xs">
              {sentence}
            </Text>
          ))}
        </div>
        <Card title="Receipt">
          <Lines lines={receiptLines(receipt)} />
          {receipt.runs.map((run) => (
            <section key={run.runId} aria-label={`Run ${run.name}`}>
              <Title order={3} size="h6" mt="md" mb={4}>
                {run.name} <Code>{run.runId}</Code>
              </Title>
              <Lines lines={runLines(run)} />
            </section>
          ))}
          <Group gap="xs" mt="md" className={classes.tools ?? ''}>
            <Button
              variant="light"
              leftSection={<IconDownload size={18} />}
              onClick={() =>
                saveFile(
                  `${fileName}.json`,
                  'application/json',
                  `${JSON.stringify(receipt, null, 2)}\n`,
                )
              }
            >
              Save as JSON
            </Button>
            <Button
              variant="light"
              leftSection={<IconDownload size={18} />}
              onClick={() => saveFile(`${fileName}.txt`, 'text/plain', receiptText(receipt))}
            >
              Save as text
            </Button>
            <Button variant="light" leftSection={<IconPrinter size={18} />} onClick={() => print()}>
              Print
            </Button>
          </Group>
        </Card>
        {model !== null && <TryPanel model={model} />}
        {client !== null && client.contributions.length > 0 && (
          <ContributionList contributions={client.contributions} />
        )}
        <Button variant="subtle" color="gray" onClick={onForget}>
          Forget this invitation on this device
        </Button>
      </Stack>
      <title>Receipt – Tributary</title>
    </PageFrame>
  );
};
