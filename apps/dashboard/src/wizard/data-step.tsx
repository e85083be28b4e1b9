import { Button, Card, Group, List, Stack, Text, Title } from '@mantine/core';
import { type DataSchema, dataSchemaOf, describeData } from '@tributary/model-zoo';
import { dataSchemaSchema } from '@tributary/protocol';
import { checkSentences } from '../view/check-sentences.ts';
import { AdvancedSections } from './advanced-sections.tsx';
import { errorsUnder } from './schema/editor-props.ts';
import { SchemaEditor } from './schema/schema-editor.tsx';
import type { NewRunDraft } from './use-new-run.ts';

/** What every device brings: public data as it is, or own data as it is described here. */
export const DataStep = ({ run }: { readonly run: NewRunDraft }) => {
  const { dataset } = run.form.values.task;
  return typeof dataset === 'string' ? (
    <PublicData run={run} dataset={dataset} />
  ) : (
    <OwnData run={run} schema={dataset} />
  );
};

const PublicData = ({ run, dataset }: { readonly run: NewRunDraft; readonly dataset: string }) => {
  const { title, description, numClasses, classNames, featureShape } = describeData(dataset);
  const schema = dataSchemaOf(dataset);
  return (
    <Stack>
      <Card>
        <Stack gap="sm">
          <div>
            <Title order={2} size="h4">
              {title}
            </Title>
            <Text size="sm" c="dimmed">
              {description}
            </Text>
          </div>
          <Text size="sm">
            Public data. The coordinator hands each device a part of it, so that anybody can try the
            run; whoever has such data of their own can bring that instead.
          </Text>
          {schema === undefined ? (
            <Text size="sm">
              An example is {featureShape.join(' × ')} numbers, and one of {numClasses} classes:{' '}
              {classNames.join(', ')}.
            </Text>
          ) : (
            <>
              <Group>
                <Button variant="default" onClick={() => run.bringOwnData(schema)}>
                  Make it my own data
                </Button>
              </Group>
              <Text size="xs" c="dimmed">
                Takes this description as a start for data that only devices have.
              </Text>
            </>
          )}
        </Stack>
      </Card>
      {schema && <Check schema={schema} title="What own data would be checked for" />}
      <AdvancedSections run={run} keys={['partition']} />
    </Stack>
  );
};

const OwnData = ({ run, schema }: { readonly run: NewRunDraft; readonly schema: DataSchema }) => {
  const isWhole = dataSchemaSchema.safeParse(schema).success;
  return (
    <Stack>
      <Card>
        <SchemaEditor
          value={schema}
          errors={errorsUnder(run.form.errors, 'task.dataset')}
          onChange={run.changeSchema}
        />
      </Card>
      {isWhole && <Check schema={schema} title="What each device checks" />}
    </Stack>
  );
};

const Check = ({ schema, title }: { readonly schema: DataSchema; readonly title: string }) => (
  <Card component="section" aria-label={title}>
    <Title order={2} size="h5" mb="xs">
      {title}
    </Title>
    <List size="sm" spacing={4}>
      {checkSentences(schema).map((sentence) => (
        <List.Item key={sentence}>{sentence}</List.Item>
      ))}
    </List>
  </Card>
);
