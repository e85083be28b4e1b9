type Names = readonly (readonly [pattern: RegExp, name: string])[];

/** Order matters: Edge and Opera also say "Chrome", and Chrome also says "Safari". */
const browsers: Names = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/(Firefox|FxiOS)\//, 'Firefox'],
  [/(Chrome|CriOS)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

/** Android also says "Linux", and iPhones also say "Mac OS X". */
const systems: Names = [
  [/Android/, 'Android'],
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/CrOS/, 'ChromeOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

const nameIn = (names: Names, userAgent: string, otherwise: string): string =>
  names.find(([pattern]) => pattern.test(userAgent))?.[1] ?? otherwise;

/** A name for people, as coarse as it can be: "Chrome on Android". */
export const deviceName = (userAgent: string): string =>
  `${nameIn(browsers, userAgent, 'Browser')} on ${nameIn(systems, userAgent, 'a device')}`;
