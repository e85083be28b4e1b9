/** Calm in both themes, and on paper. */
export const REPORT_STYLE = `
:root { color-scheme: light dark; --text: #1f2328; --quiet: #59636e; --line: #d8dee4; --back: #ffffff; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6edf3; --quiet: #9198a1; --line: #3d444d; --back: #0d1117; }
}
body { margin: 0; background: var(--back); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { font-size: 1.1rem; margin: 2rem 0 0.5rem; }
.quiet { color: var(--quiet); }
svg { width: 100%; height: auto; }
svg text { fill: var(--quiet); font-size: 12px; }
svg .grid { stroke: var(--line); }
svg .mark { stroke: var(--quiet); stroke-dasharray: 5 4; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 0.3rem 0.8rem 0.3rem 0; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
th:first-child, td:first-child { text-align: left; }
.legend { display: flex; flex-wrap: wrap; gap: 0.4rem 1.2rem; list-style: none; padding: 0; }
.legend span { display: inline-block; width: 0.8rem; height: 0.8rem; border-radius: 2px; margin-right: 0.4rem; }
pre { overflow-x: auto; font-size: 0.85rem; }
`;
