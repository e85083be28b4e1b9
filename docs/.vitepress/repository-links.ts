import { posix } from 'node:path';
import type { MarkdownOptions } from 'vitepress';

type Markdown = Parameters<NonNullable<MarkdownOptions['config']>>[0];

/** Files of the repository outside docs/ that a page of the site includes, and which page. */
const PAGES: Readonly<Record<string, string>> = {
  'ARCHITECTURE.md': 'docs/architecture.md',
  'CONTRIBUTING.md': 'docs/contributing.md',
  'packages/protocol/SPEC.md': 'docs/spec.md',
};

const included: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(PAGES).map(([file, page]) => [page, file]),
);

/**
 * Where a link of a file leads on the site: files link to each other as they lie in the repository, so that
 * they can be read there too.
 * @param source the file, from the repository's root
 * @returns the address, relative to `page`; null for a file that the site has no page for
 */
export const siteLink = (href: string, source: string, page: string): string | null => {
  if (/^([a-z]+:|#|\/)/.test(href)) return href;
  const [path = '', ...fragment] = href.split('#');
  const file = posix.join(posix.dirname(source), path);
  const target = PAGES[file] ?? file;
  if (!target.startsWith('docs/')) return null;
  // Without `./` in front, which VitePress would take as relative to an included file.
  return [posix.relative(posix.dirname(page), target), ...fragment].join('#');
};

/** For the Markdown reader: turns links of the repository into links of the site, and into text where there is no page. */
export const repositoryLinks = (markdown: Markdown): void => {
  markdown.core.ruler.push('repository-links', ({ tokens, env }) => {
    const page = `docs/${env.relativePath}`;
    const source = included[page] ?? page;
    for (const { children } of tokens) {
      for (const [at, token] of (children ?? []).entries()) {
        if (token.type !== 'link_open') continue;
        const target = siteLink(token.attrGet('href') ?? '', source, page);
        if (target !== null) token.attrSet('href', target);
        else unlink(children ?? [], at);
      }
    }
  });
};

type Token = ReturnType<Markdown['parse']>[number];

const unlink = (tokens: readonly Token[], at: number): void => {
  const end = tokens.findIndex(({ type }, index) => index > at && type === 'link_close');
  for (const token of [tokens[at], tokens[end]]) {
    if (token)
      Object.assign(token, { type: 'text', tag: '', content: '', nesting: 0, attrs: null });
  }
};
