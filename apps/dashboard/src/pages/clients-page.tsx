import { Card, Stack } from '@mantine/core';
import { IconDevices } from '@tabler/icons-react';
import { useClients } from '../api/clients.ts';
import { useMayChange } from '../api/session.ts';
import { ClientTable } from '../components/client-table.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { InviteButton } from '../components/invite-button.tsx';
import { JoinInvitation } from '../components/join-invitation.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { QueryView } from '../components/query-view.tsx';

export const ClientsPage = () => {
  const clients = useClients();
  const mayChange = useMayChange();
  const hasClients = (clients.data?.length ?? 0) > 0;
  return (
    <>
      <PageHeader title="Clients" subtitle="The devices that are connected now.">
        {hasClients && <InviteButton />}
      </PageHeader>
      <QueryView query={clients}>
        {(list) =>
          list.length === 0 ? (
            <Stack>
              <EmptyState
                icon={<IconDevices aria-hidden />}
                title="No clients are connected"
                hint={`A client is a browser tab or a Node process that trains on its own data.${mayChange ? ' Invite some:' : ''}`}
              />
              {mayChange && (
                <Card>
                  <JoinInvitation />
                </Card>
              )}
            </Stack>
          ) : (
            <Card padding={0}>
              <ClientTable clients={list} />
            </Card>
          )
        }
      </QueryView>
    </>
  );
};
