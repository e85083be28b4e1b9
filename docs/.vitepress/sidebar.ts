import type { DefaultTheme } from 'vitepress';

const page = (text: string, link: string): DefaultTheme.SidebarItem => ({ text, link });

/** Every page of the site, in the order in which somebody new would want them. */
export const sidebar: DefaultTheme.SidebarItem[] = [
  {
    text: 'Begin',
    items: [page('Quickstart', '/quickstart'), page('Concepts', '/concepts')],
  },
  {
    text: 'Tutorials',
    items: [
      page('A hospital CSV in four sites', '/tutorials/hospitals'),
      page('Digits by many writers', '/tutorials/digits'),
      page('Your own images from phones', '/tutorials/images'),
    ],
  },
  {
    text: 'Understand',
    items: [
      page('Privacy', '/privacy'),
      page('Reliability', '/reliability'),
      page('Algorithms', '/algorithms'),
      page('Data and preprocessing', '/data'),
      page('Models, data sets, partitioners', '/zoo'),
      page('Models of your own, and files of models', '/models'),
      page('What trains where, and how fast', '/backends'),
    ],
  },
  {
    text: 'Run it',
    items: [
      page('Deployment and operations', '/operations'),
      page('Command line', '/cli'),
      page('Simulator', '/simulator'),
      page('Published results, reproduced', '/results/README'),
    ],
  },
  {
    text: 'Build on it',
    items: [
      page('Client library', '/client-library'),
      page('Client library: reference', '/reference/client/'),
      page('HTTP interface', '/reference/http'),
      page('A client in another language', '/protocol'),
      page('Protocol, rule by rule', '/spec'),
      page('Rejections', '/errors'),
    ],
  },
  {
    text: 'The code',
    collapsed: true,
    items: [
      page('Architecture', '/architecture'),
      page('Contributing', '/contributing'),
      page('Decisions', '/decisions'),
    ],
  },
];
