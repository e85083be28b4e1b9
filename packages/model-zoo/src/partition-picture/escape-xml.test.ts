import { expect, it } from 'vitest';
import { escapeXml } from './escape-xml.ts';

it('leaves no character that could end a text, a tag or an attribute', () => {
  expect(escapeXml(`<b title="x" lang='y'>&amp;</b>`)).toBe(
    '&lt;b title=&quot;x&quot; lang=&#39;y&#39;&gt;&amp;amp;&lt;/b&gt;',
  );
  expect(escapeXml('97 % – größer')).toBe('97 % – größer');
});
