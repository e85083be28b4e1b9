import { UnstyledButton } from '@mantine/core';
import type { RunId } from '@tributary/protocol';
import { useEffect, useRef } from 'react';
import { NavLink, useLocation } from 'react-router';

/** The tabs of a run's page, each at an address of its own; that of the overview is the run's. */
const tabs = [
  { path: '', label: 'Overview' },
  { path: 'rounds', label: 'Rounds' },
  { path: 'clients', label: 'Clients' },
  { path: 'events', label: 'Events' },
  { path: 'checkpoints', label: 'Checkpoints' },
  { path: 'try', label: 'Try the model' },
  { path: 'time', label: 'Time travel' },
  { path: 'settings', label: 'Settings' },
] as const;

/** Links, so that a tab can be opened beside and sent to others; on a phone the row scrolls to the one that is open. */
export const RunTabs = ({ runId }: { readonly runId: RunId }) => {
  const row = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    const here = row.current?.querySelector('[aria-current="page"]');
    here?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname]);
  return (
    <nav aria-label="This run" className="run-tabs" ref={row}>
      {tabs.map(({ path, label }) => (
        <UnstyledButton
          key={path}
          component={NavLink}
          to={`/runs/${runId}${path === '' ? '' : `/${path}`}`}
          end={path === ''}
          className="run-tab"
        >
          {label}
        </UnstyledButton>
      ))}
    </nav>
  );
};
