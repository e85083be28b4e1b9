import { lazy } from 'react';
import { Route, Routes } from 'react-router';
import { NotFoundPage } from '../not-found-page.tsx';
import { RunPage } from '../run-page.tsx';
import { OverviewTab } from './overview-tab.tsx';
import { RoundsTab } from './rounds-tab.tsx';

const RoundPage = lazy(async () => ({ default: (await import('./round-page.tsx')).RoundPage }));
const ClientsTab = lazy(async () => ({ default: (await import('./clients-tab.tsx')).ClientsTab }));
const EventsTab = lazy(async () => ({ default: (await import('./events-tab.tsx')).EventsTab }));
const TimeTravelTab = lazy(async () => ({
  default: (await import('./time-travel-tab.tsx')).TimeTravelTab,
}));
const SettingsTab = lazy(async () => ({
  default: (await import('./settings-tab.tsx')).SettingsTab,
}));

const CheckpointsTab = lazy(async () => ({
  default: (await import('./checkpoints-tab.tsx')).CheckpointsTab,
}));
const TryTab = lazy(async () => ({ default: (await import('./try-tab.tsx')).TryTab }));

/** The run's page at each of its addresses; those that few people open are fetched when they do. */
export const RunRoutes = () => (
  <Routes>
    <Route element={<RunPage />}>
      <Route index element={<OverviewTab />} />
      <Route path="rounds" element={<RoundsTab />} />
      <Route path="rounds/:round" element={<RoundPage />} />
      <Route path="clients" element={<ClientsTab />} />
      <Route path="events" element={<EventsTab />} />
      <Route path="time" element={<TimeTravelTab />} />
      <Route path="checkpoints" element={<CheckpointsTab />} />
      <Route path="try" element={<TryTab />} />
      <Route path="settings" element={<SettingsTab />} />
      <Route path="*" element={<NotFoundPage />} />
    </Route>
  </Routes>
);
