import '@mantine/core/styles.layer.css';
import '@mantine/charts/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { lazy, type ReactNode } from 'react';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import { AdminSocketProvider } from './api/admin-socket.tsx';
import { useMayChange } from './api/session.ts';
import { PageBoundary } from './components/page-boundary.tsx';
import { Shell } from './components/shell.tsx';
import { AccessPage } from './pages/access-page.tsx';
import { ClientsPage } from './pages/clients-page.tsx';
import { InvitePage } from './pages/invite-page.tsx';
import { NotFoundPage } from './pages/not-found-page.tsx';
import { RunsPage } from './pages/runs-page.tsx';

// The chart library and the form are fetched when they are first needed.
const RunRoutes = lazy(async () => ({
  default: (await import('./pages/run/run-routes.tsx')).RunRoutes,
}));
const ComparePage = lazy(async () => ({
  default: (await import('./pages/compare-page.tsx')).ComparePage,
}));
const NewRunPage = lazy(async () => ({
  default: (await import('./pages/new-run-page.tsx')).NewRunPage,
}));

/** What stands behind the sign-in: the frame, and a page for each address. */
export const SignedIn = () => (
  <BrowserRouter>
    <ModalsProvider>
      <Notifications position="bottom-right" />
      <AdminSocketProvider>
        <Shell>
          <PageBoundary>
            <Routes>
              <Route path="/" element={<Navigate to="/runs" replace />} />
              <Route path="/runs" element={<RunsPage />} />
              <Route path="/runs/new/:step?" element={<ForAdmins page={<NewRunPage />} />} />
              <Route path="/runs/:runId/invite" element={<ForAdmins page={<InvitePage />} />} />
              <Route path="/runs/:runId/*" element={<RunRoutes />} />
              <Route path="/compare" element={<ComparePage />} />
              <Route path="/clients" element={<ClientsPage />} />
              <Route path="/access" element={<ForAdmins page={<AccessPage />} />} />
              <Route path="*" element={<NotFoundPage />} />
            </Routes>
          </PageBoundary>
        </Shell>
      </AdminSocketProvider>
    </ModalsProvider>
  </BrowserRouter>
);

/** A viewer who was sent the address of such a page is told that it is not theirs. */
const ForAdmins = ({ page }: { readonly page: ReactNode }) =>
  useMayChange() ? page : <NotFoundPage />;
