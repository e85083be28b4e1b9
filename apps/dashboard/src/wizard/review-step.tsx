import { Anchor, Card, Stack, Text, TextInput, Title } from '@mantine/core';
import { Link } from 'react-router';
import { ErrorPanel } from '../components/query-panels.tsx';
import { ConflictList } from '../form/conflict-alert.tsx';
import { draftErrors } from '../form/draft-errors.ts';
import { DryRunCard } from './dry-run-card.tsx';
import { reviewRows } from './review-rows.ts';
import type { NewRunDraft } from './use-new-run.ts';
import { stepAddress } from './wizard-frame.tsx';
import { stepHolding } from './wizard-steps.ts';

interface ReviewStepProps {
  readonly run: NewRunDraft;
  /** What the coordinator had against the last attempt. */
  readonly refusal: Error | null;
}

/** Everything once more, with ways back to each part, and a dry run. */
export const ReviewStep = ({ run, refusal }: ReviewStepProps) => {
  const { form, judgement } = run;
  // Whoever came here by the list of steps has passed mistakes that nobody has marked yet.
  const errors = draftErrors(form.values);
  return (
    <Stack>
      <Card>
        <TextInput
          label="Name"
          description="How the run is called in lists, and for whoever joins."
          maxLength={80}
          {...form.getInputProps('name')}
          error={errors.name}
        />
      </Card>
      <Card component="section" aria-label="Settings">
        <Stack gap="sm" component="dl" m={0}>
          {reviewRows(form.values).map(({ title, value, step }) => (
            <div key={title}>
              <Text component="dt" size="sm" fw={600}>
                {title}{' '}
                <Anchor
                  component={Link}
                  to={stepAddress(step)}
                  size="sm"
                  fw={400}
                  underline="always"
                  aria-label={`Change: ${title}`}
                >
                  Change
                </Anchor>
              </Text>
              <Text component="dd" size="sm" c="dimmed" m={0}>
                {value}
              </Text>
            </div>
          ))}
        </Stack>
      </Card>
      <Mistakes paths={Object.keys(errors)} />
      <ConflictList conflicts={judgement.conflicts} />
      <DryRunCard run={run} />
      {refusal !== null && <ErrorPanel error={refusal} title="The run was not created" />}
    </Stack>
  );
};

/** What is to be corrected before the run can be created, each with the way to it. */
const Mistakes = ({ paths }: { readonly paths: readonly string[] }) => {
  const steps = [...new Set(paths.filter((path) => path !== 'name').map(stepHolding))];
  if (steps.length === 0) return null;
  return (
    <Card role="alert">
      <Title order={2} size="h5" mb="xs">
        Something is still to be corrected
      </Title>
      {steps.map(({ key, title }) => (
        <Anchor key={key} component={Link} to={stepAddress(key)} size="sm" underline="always">
          Go to “{title}”
        </Anchor>
      ))}
    </Card>
  );
};
