/** Calm in both themes, and on paper. */
export const REPORT_STYLE = `
:root { color-scheme: light dark; --text: #1f2328; --quiet: #59636e; --line: #d8dee4; --back: #ffffff; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6edf3; --quiet: #9198a1; --line: #3d444d; --back: #0d1117; }
  .series, .reached { filter: brightness(1.3); }
}
body { margin: 0; background: var(--back); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { font-size: 1.1rem; margin: 2rem 0 0.5rem; }
.quiet { color: var(--quiet); }
svg.chart { width: 100%; height: auto; }
svg text { fill: var(--quiet); font-size: 13px; stroke: var(--back); stroke-width: 4px; paint-order: stroke; }
@media (max-width: 640px) { svg text { font-size: 21px; } }
svg .grid { stroke: var(--line); }
svg .mark { stroke: var(--quiet); stroke-dasharray: 5 4; }
svg .reached { stroke: var(--back); stroke-width: 1.5; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 0.3rem 0.8rem 0.3rem 0; text-align: right; border-bottom: 1px solid var(--line); }
th { vertical-align: bottom; }
td { white-space: nowrap; }
th:first-child, td:first-child { text-align: left; white-space: normal; min-width: 4.5rem; }
.legend { display: flex; flex-wrap: wrap; gap: 0.4rem 1.2rem; list-style: none; padding: 0; }
.legend .key { width: 1.4rem; height: 0.5rem; margin-right: 0.4rem; }
details { margin-top: 2rem; }
pre { overflow-x: auto; font-size: 0.85rem; }
`;
