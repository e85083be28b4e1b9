import { Alert, Button, Card, Group, Stack } from '@mantine/core';
import type { RunConfig } from '@tributary/protocol';
import { runConfigSchema } from '@tributary/protocol';
import { useState } from 'react';
import { ErrorPanel } from '../components/query-panels.tsx';
import { countOf } from '../view/format.ts';
import type { NewRunDraft } from '../wizard/use-new-run.ts';
import { ConflictAlert } from './conflict-alert.tsx';
import { draftConflicts } from './draft-conflicts.ts';
import { FoldedSections } from './folded-sections.tsx';
import { sectionsFor, sectionsHolding } from './form-sections.tsx';
import { runSettings } from './run-draft.ts';
import { schemaFields } from './schema-fields.ts';
import { type RunForm as FormState, SchemaInputs } from './schema-inputs.tsx';
import { TaskChoice } from './task-choice.tsx';

const basics = schemaFields(
  runConfigSchema.pick({ name: true }).extend(runSettings.pick({ rounds: true }).shape),
);

export interface RunFormProps {
  readonly run: NewRunDraft;
  /** What the coordinator had against the last attempt. */
  readonly refusal: Error | null;
  readonly isBusy: boolean;
  readonly onCreate: (config: RunConfig, startsAtOnce: boolean) => void;
}

/** The form for a new run: a template, a name, and folded sections drawn from the schemas. */
export const RunForm = ({ run, refusal, isBusy, onCreate }: RunFormProps) => {
  const { form, judgement } = run;
  const [open, setOpen] = useState<string[]>([]);
  const show = (paths: readonly string[]) => {
    const keys = sectionsHolding(paths).map(({ key }) => key);
    setOpen((already) => [...new Set([...already, ...keys])]);
  };
  const submit = (startsAtOnce: boolean) =>
    form.onSubmit(
      (config) => {
        const conflicts = draftConflicts(config);
        if (conflicts.length === 0) onCreate(config, startsAtOnce);
        else show(conflicts.map(({ path }) => path));
      },
      (errors) => show(Object.keys(errors)),
    );
  return (
    <form onSubmit={submit(true)} noValidate aria-label="New run">
      <Stack gap="lg">
        <Card>
          <Stack>
            <TaskChoice value={run.template ?? ''} onChange={run.chooseTemplate} />
            <SchemaInputs form={form} fields={basics} />
          </Stack>
        </Card>
        <FoldedSections
          sections={sectionsFor(form.values)}
          {...{ form, judgement, open }}
          onOpen={setOpen}
        />
        <Mistakes form={form} />
        <ConflictAlert conflicts={judgement.conflicts} onShow={(path) => show([path])} />
        {refusal !== null && <ErrorPanel error={refusal} title="The run was not created" />}
        <Group justify="flex-end">
          <Button variant="default" disabled={isBusy} onClick={() => submit(false)()}>
            Create
          </Button>
          <Button type="submit" loading={isBusy}>
            Create and start
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

/** Says beside the buttons that nothing was sent, because the marked field may be out of sight. */
const Mistakes = ({ form }: { readonly form: FormState }) => {
  const count = Object.keys(form.errors).length;
  if (count === 0) return null;
  return (
    <Alert color="red" role="alert" title={`${countOf(count, 'setting')} to correct`}>
      Look for the fields with a red frame; each says what it takes.
    </Alert>
  );
};
