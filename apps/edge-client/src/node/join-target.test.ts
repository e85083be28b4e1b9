import { describe, expect, it } from 'vitest';
import { parseJoinTarget } from './join-target.ts';

const target = { url: 'http://localhost:8080', token: 'abc.def' };
const link = 'http://localhost:8080/join/#token=abc.def';

describe('parseJoinTarget', () => {
  it.each([
    { url: 'http://localhost:8080', token: 'abc.def' },
    { url: 'http://localhost:8080/join/', token: 'abc.def' },
    { token: link },
    { url: link },
    { url: 'http://localhost:8080', token: link },
  ])('reads %o', (given) => {
    expect(parseJoinTarget(given)).toEqual(target);
  });

  it('takes the address that was asked for when a link names another', () => {
    expect(parseJoinTarget({ url: 'http://192.168.0.2:8080', token: link })).toEqual({
      url: 'http://192.168.0.2:8080',
      token: 'abc.def',
    });
  });

  it('says what is missing', () => {
    expect(() => parseJoinTarget({ token: 'abc' })).toThrow('Give --url');
    expect(() => parseJoinTarget({ url: 'localhost' })).toThrow('"localhost" is no address');
    expect(() => parseJoinTarget({ url: target.url })).toThrow('The join token is missing');
  });
});
