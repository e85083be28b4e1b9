import { Button, Card, Group, Stack, Title } from '@mantine/core';
import { useAuditLog, useJoinTokens } from '../api/access.ts';
import { AuditTable } from '../components/audit-table.tsx';
import { InviteButton } from '../components/invite-button.tsx';
import { JoinTokenTable } from '../components/join-token-table.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { QueryView } from '../components/query-view.tsx';

/** Who may come in, and who changed what. */
export const AccessPage = () => {
  const tokens = useJoinTokens();
  const audit = useAuditLog();
  return (
    <>
      <PageHeader title="Access" subtitle="The join links, and who changed what.">
        <InviteButton />
      </PageHeader>
      <Stack gap="lg">
        <Card component="section" aria-label="Join links" padding={0}>
          <Title order={2} size="h5" px="lg" pt="lg" pb="xs">
            Join links
          </Title>
          <QueryView query={tokens}>{(list) => <JoinTokenTable tokens={list} />}</QueryView>
        </Card>
        <Card component="section" aria-label="Audit log" padding={0}>
          <Title order={2} size="h5" px="lg" pt="lg" pb="xs">
            Audit log
          </Title>
          <QueryView query={audit}>{(entries) => <AuditTable entries={entries} />}</QueryView>
          {audit.hasNextPage && (
            <Group justify="center" p="md">
              <Button
                variant="default"
                loading={audit.isFetchingNextPage}
                onClick={() => void audit.fetchNextPage()}
              >
                Show older ones
              </Button>
            </Group>
          )}
        </Card>
      </Stack>
    </>
  );
};
