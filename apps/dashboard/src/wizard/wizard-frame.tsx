import { Box, Button, Group, Progress, Stack, Stepper, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { type ReactNode, useEffect, useRef } from 'react';
import { Link, useNavigate } from 'react-router';
import { type StepKey, wizardSteps } from './wizard-steps.ts';

interface WizardFrameProps {
  readonly current: StepKey;
  /** Asked before the next step is shown; false keeps the person here, where something is to be corrected. */
  readonly mayGoOn: () => boolean;
  /** In place of the button to the next step. */
  readonly finish?: ReactNode;
  readonly children: ReactNode;
}

/** One step of the wizard: where it stands among the others, its question, and the ways back and on. */
export const WizardFrame = ({ current, mayGoOn, finish, children }: WizardFrameProps) => {
  const navigate = useNavigate();
  const at = wizardSteps.findIndex(({ key }) => key === current);
  const { title, question, explanation } = wizardSteps[at] as (typeof wizardSteps)[number];
  const [before, next] = [wizardSteps[at - 1], wizardSteps[at + 1]];
  const heading = useFocusOnChange(current);
  useDocumentTitle(`New run: ${title} · Tributary`);
  return (
    <Stack gap="lg" maw={860} mx="auto">
      <StepList at={at} onChoose={(key) => navigate(stepAddress(key))} />
      <Box>
        <Title order={1} size="h2" ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
          {question}
        </Title>
        <Text c="dimmed" size="sm" mt={4}>
          {explanation}
        </Text>
      </Box>
      {children}
      <Group justify="space-between">
        {before ? (
          <Button variant="default" component={Link} to={stepAddress(before.key)}>
            Back
          </Button>
        ) : (
          <Button variant="default" component={Link} to="/runs">
            Cancel
          </Button>
        )}
        {next ? (
          <Button onClick={() => mayGoOn() && navigate(stepAddress(next.key))}>
            Next: {next.title}
          </Button>
        ) : (
          finish
        )}
      </Group>
      <Text size="xs" c="dimmed" ta="center">
        <Link to="/runs/new/all" style={{ color: 'inherit' }}>
          All settings on one page
        </Link>
      </Text>
    </Stack>
  );
};

export const stepAddress = (key: StepKey | 'all'): string => `/runs/new/${key}`;

/** Whoever cannot see the page change hears it: the focus goes to the new step's question. */
const useFocusOnChange = (step: StepKey) => {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    heading.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [step]);
  return heading;
};

interface StepListProps {
  readonly at: number;
  readonly onChoose: (key: StepKey) => void;
}

/** Any step can be gone to at once: every setting has a value from the beginning. */
const StepList = ({ at, onChoose }: StepListProps) => (
  <nav aria-label="Steps">
    <Stepper
      active={at}
      size="xs"
      visibleFrom="md"
      onStepClick={(chosen) => onChoose((wizardSteps[chosen] ?? wizardSteps[0]).key)}
    >
      {wizardSteps.map(({ key, title }, index) => (
        <Stepper.Step
          key={key}
          label={title}
          {...(index === at && { 'aria-current': 'step' as const })}
        />
      ))}
    </Stepper>
    <Stack gap={6} hiddenFrom="md">
      <Text size="sm" c="dimmed">
        Step {at + 1} of {wizardSteps.length}: {wizardSteps[at]?.title}
      </Text>
      <Progress
        value={(100 * (at + 1)) / wizardSteps.length}
        size="sm"
        aria-label={`Step ${at + 1} of ${wizardSteps.length}`}
      />
    </Stack>
  </nav>
);
