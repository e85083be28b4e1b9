import {
  Alert,
  Anchor,
  Button,
  Card,
  FileButton,
  Group,
  Loader,
  Progress,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { IconCheck, IconFlask, IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { draftErrors } from '../form/draft-errors.ts';
import { isInOneFile } from '../try-out/read-own-file.ts';
import type { RehearsalState } from '../try-out/rehearsal-state.ts';
import { rehearsalVerdict, stepOfFailure } from '../try-out/rehearsal-words.ts';
import type { ExampleSource } from '../try-out/try-out-messages.ts';
import { useRehearsal } from '../try-out/use-rehearsal.ts';
import { predictedNumber } from '../view/catalogue.ts';
import { DryRunRounds } from './dry-run-rounds.tsx';
import { TABLE_FILES } from './table-files.ts';
import type { NewRunDraft } from './use-new-run.ts';
import { stepAddress } from './wizard-frame.tsx';
import { wizardSteps } from './wizard-steps.ts';

/** Tries the settings out on virtual devices in this browser. */
export const DryRunCard = ({ run }: { readonly run: NewRunDraft }) => {
  const config = run.form.values;
  const { state, config: tried, start, cancel } = useRehearsal();
  const isPublic = typeof config.task.dataset === 'string';
  const [source, setSource] = useState<ExampleSource>({ kind: 'random' });
  const isWrong = Object.keys(draftErrors(config)).length > 0 || run.judgement.conflicts.length > 0;
  const hasChanged = tried !== null && JSON.stringify(tried) !== JSON.stringify(config);
  const isRunning = state.status === 'running';
  return (
    <Card component="section" aria-label="Dry run">
      <Stack>
        <div>
          <Title order={2} size="h5">
            Dry run
          </Title>
          <Text size="sm" c="dimmed">
            Runs the first three rounds of exactly these settings on made-up devices in this
            browser. No real device is asked for anything.
          </Text>
        </div>
        {!isPublic && <SourceChoice run={run} source={source} onChange={setSource} />}
        <Group gap="sm">
          <Button
            variant="light"
            leftSection={<IconFlask size={16} aria-hidden />}
            disabled={isRunning || isWrong}
            onClick={() => start(config, isPublic ? { kind: 'public' } : source)}
          >
            {state.status === 'idle' ? 'Try it out' : 'Try it out again'}
          </Button>
          {isRunning && (
            <Button variant="default" onClick={cancel}>
              Cancel
            </Button>
          )}
        </Group>
        {isWrong && (
          <Text size="sm" c="dimmed">
            First correct what is marked above.
          </Text>
        )}
        <Outcome
          run={run}
          state={state}
          isRandom={!isPublic && source.kind === 'random'}
          hasChanged={hasChanged}
        />
      </Stack>
    </Card>
  );
};

interface SourceChoiceProps {
  readonly run: NewRunDraft;
  readonly source: ExampleSource;
  readonly onChange: (source: ExampleSource) => void;
}

/** Own data is on devices; here there is only what the person has, or what is drawn. */
const SourceChoice = ({ run, source, onChange }: SourceChoiceProps) => {
  const { dataset } = run.form.values.task;
  const takesFile = typeof dataset !== 'string' && isInOneFile(dataset);
  return (
    <Stack gap="xs">
      <Text size="sm">
        {source.kind === 'file'
          ? `On what is in ${source.file.name}, dealt out to the devices. The file stays in this browser.`
          : 'On examples drawn at random: accuracy means nothing then. It shows whether everything fits, how long a round takes and how many bytes go.'}
      </Text>
      {takesFile && (
        <Group gap="xs">
          <FileButton
            accept={TABLE_FILES}
            onChange={(file) => file && onChange({ kind: 'file', file })}
          >
            {(props) => (
              <Button {...props} size="xs" variant="default">
                {source.kind === 'file' ? 'Use another file' : 'Use a file of my own'}
              </Button>
            )}
          </FileButton>
          {source.kind === 'file' && (
            <Button size="xs" variant="default" onClick={() => onChange({ kind: 'random' })}>
              Draw at random instead
            </Button>
          )}
        </Group>
      )}
    </Stack>
  );
};

interface OutcomeProps {
  readonly run: NewRunDraft;
  readonly state: RehearsalState;
  readonly isRandom: boolean;
  /** Whether settings are others by now than those that were tried out. */
  readonly hasChanged: boolean;
}

const Outcome = ({ run, state, isRandom, hasChanged }: OutcomeProps) => {
  const config = run.form.values;
  const numbers = predictedNumber(config.task.dataset);
  return (
    <div aria-live="polite">
      {state.status === 'running' && <Running state={state} rounds={Math.min(3, config.rounds)} />}
      {state.status === 'failed' && <Failed state={state} run={run} />}
      {state.status === 'done' && (
        <Stack gap="sm">
          {hasChanged && (
            <Text size="sm" fw={600}>
              Settings have changed since this dry run.
            </Text>
          )}
          <Verdict {...rehearsalVerdict(state.rehearsal, config)} />
          {state.faults !== null && <Text size="sm">{state.faults}</Text>}
          {isRandom && (
            <Text size="sm" c="dimmed">
              The examples were drawn at random: accuracy and loss say nothing about your data.
            </Text>
          )}
          <DryRunRounds rounds={state.rounds} predictsNumbers={numbers !== null} />
          {state.backend !== null && (
            <Text size="xs" c="dimmed">
              Trained here with {state.backend}
            </Text>
          )}
        </Stack>
      )}
    </div>
  );
};

const Running = ({
  state: { work, rounds: done, backend },
  rounds,
}: {
  readonly state: Extract<RehearsalState, { status: 'running' }>;
  readonly rounds: number;
}) => {
  const share = work === null || done.length >= work.round ? 0 : work.finished / work.ordered;
  const sentence =
    backend === null
      ? 'Getting the examples and finding out what this browser computes with …'
      : `Round ${Math.min(done.length + 1, rounds)} of ${rounds}${work === null ? '' : `: ${work.finished} of ${work.ordered} devices are done`}`;
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Loader size="xs" aria-hidden />
        <Text size="sm">{sentence}</Text>
      </Group>
      <Progress value={(100 * (done.length + share)) / rounds} aria-label="Dry run" />
    </Stack>
  );
};

const Failed = ({
  state,
  run,
}: {
  readonly state: Extract<RehearsalState, { status: 'failed' }>;
  readonly run: NewRunDraft;
}) => {
  const key = stepOfFailure(state, run.form.values);
  const step = wizardSteps.find((known) => known.key === key);
  return (
    <Alert
      color="red"
      role="alert"
      title={state.while === 'data' ? 'The examples cannot be had' : 'This run would not work'}
    >
      <Text size="sm">{state.message}</Text>
      <Anchor component={Link} to={stepAddress(key)} size="sm" c="inherit" underline="always">
        Go to “{step?.title}”
      </Anchor>
    </Alert>
  );
};

const Verdict = ({ title, isGood, sentences }: ReturnType<typeof rehearsalVerdict>) => (
  <Alert
    color={isGood ? 'teal' : 'orange'}
    icon={isGood ? <IconCheck aria-hidden /> : <IconInfoCircle aria-hidden />}
    title={title}
  >
    {sentences.map((sentence) => (
      <Text key={sentence} size="sm">
        {sentence}
      </Text>
    ))}
  </Alert>
);
