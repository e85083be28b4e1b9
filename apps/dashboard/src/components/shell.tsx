import { AppShell, Burger, Button, Container, Group, NavLink, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconApi, IconDevices, IconKey, IconLogout, IconRoute } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { useMayChange, useSignOut } from '../api/session.ts';
import { Brand } from './brand.tsx';
import { ColorSchemeToggle } from './color-scheme-toggle.tsx';
import { ConnectionBanner } from './connection-banner.tsx';

/** The frame around every page: header, navigation, and the banner for a lost connection. */
export const Shell = ({ children }: { readonly children: ReactNode }) => {
  const [isOpen, { toggle, close }] = useDisclosure();
  return (
    <>
      <a href="#main" className="skip-link">
        Skip to the content
      </a>
      <AppShell
        header={{ height: 60 }}
        navbar={{ width: 210, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
        padding="md"
      >
        <AppShell.Header>
          <Header isOpen={isOpen} onToggle={toggle} />
        </AppShell.Header>
        <AppShell.Navbar p="sm" aria-label="Main">
          <Navigation onNavigate={close} />
        </AppShell.Navbar>
        <AppShell.Main id="main" tabIndex={-1}>
          <Container size={1180} px={0}>
            <ConnectionBanner />
            {children}
          </Container>
        </AppShell.Main>
      </AppShell>
    </>
  );
};

interface HeaderProps {
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

const Header = ({ isOpen, onToggle }: HeaderProps) => {
  const signOut = useSignOut();
  return (
    <Group h="100%" px="md" justify="space-between" wrap="nowrap">
      <Group gap="sm" wrap="nowrap">
        <Burger
          opened={isOpen}
          onClick={onToggle}
          hiddenFrom="sm"
          size="sm"
          aria-label={isOpen ? 'Close the navigation' : 'Open the navigation'}
          aria-expanded={isOpen}
        />
        <Link to="/runs" style={{ color: 'inherit', textDecoration: 'none' }}>
          <Brand />
          <VisuallyHidden>, all runs</VisuallyHidden>
        </Link>
      </Group>
      <Group gap="xs" wrap="nowrap">
        <ColorSchemeToggle />
        <Button
          variant="default"
          leftSection={<IconLogout size={16} aria-hidden />}
          loading={signOut.isPending}
          onClick={() => signOut.mutate()}
        >
          Sign out
        </Button>
      </Group>
    </Group>
  );
};

const destinations = [
  { to: '/runs', label: 'Runs', icon: IconRoute },
  { to: '/clients', label: 'Clients', icon: IconDevices },
] as const;
const adminDestinations = [{ to: '/access', label: 'Access', icon: IconKey }] as const;

const Navigation = ({ onNavigate }: { readonly onNavigate: () => void }) => {
  const { pathname } = useLocation();
  const mayChange = useMayChange();
  return (
    <>
      {[...destinations, ...(mayChange ? adminDestinations : [])].map(
        ({ to, label, icon: Icon }) => {
          const isHere = pathname.startsWith(to);
          return (
            <NavLink
              key={to}
              component={Link}
              to={to}
              label={label}
              leftSection={<Icon size={18} aria-hidden />}
              active={isHere}
              aria-current={isHere ? 'page' : undefined}
              onClick={onNavigate}
              style={{ borderRadius: 'var(--mantine-radius-md)' }}
            />
          );
        },
      )}
      <NavLink
        href="/docs"
        label="HTTP interface"
        leftSection={<IconApi size={18} aria-hidden />}
        mt="auto"
        style={{ borderRadius: 'var(--mantine-radius-md)' }}
      />
    </>
  );
};
