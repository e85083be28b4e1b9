import { expect, it } from 'vitest';
import { assetsOf } from './assets-of.ts';

it('finds what a page names, once, as whole addresses of its own', () => {
  const page = `<script src="/join/no-eval.js"></script>
    <link rel="icon" href="/join/icon.svg" /><link rel="stylesheet" href="/join/assets/a-1.css">
    <link rel="modulepreload" crossorigin href="/join/assets/b-2.js">
    <script type="module" src="/join/assets/b-2.js"></script>
    <a href="https://elsewhere.example/x.js">x</a><a href="/join/">home</a>`;
  expect(assetsOf(page, 'https://fl.example.org/join/')).toEqual([
    'https://fl.example.org/join/no-eval.js',
    'https://fl.example.org/join/icon.svg',
    'https://fl.example.org/join/assets/a-1.css',
    'https://fl.example.org/join/assets/b-2.js',
  ]);
});
