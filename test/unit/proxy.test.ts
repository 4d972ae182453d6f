import { equal } from 'node:assert/strict';
import { environmentProxy, type ProxySettings, settingsProxy } from '../../server/src/proxy';

const NAMES = ['HTTPS_PROXY', 'ALL_PROXY', 'HTTP_PROXY', 'NO_PROXY'].flatMap((name) => [
  name,
  name.toLowerCase(),
]);

describe('which proxy leads to a host', () => {
  const before = NAMES.map((name) => [name, process.env[name]] as const);
  const setEnvironment = (wanted: Readonly<Record<string, string>>) => {
    for (const name of NAMES) delete process.env[name];
    Object.assign(process.env, wanted);
  };
  after(() => {
    setEnvironment({});
    for (const [name, value] of before) if (value !== undefined) process.env[name] = value;
  });

  const environments: readonly (readonly [Record<string, string>, string, number, string | undefined])[] = [
    [{}, 'a.test', 443, undefined],
    [{ HTTPS_PROXY: 'http://p:1' }, 'a.test', 443, 'http://p:1'],
    [{ https_proxy: 'http://u:p@p:1' }, 'a.test', 443, 'http://u:p@p:1'],
    [{ HTTPS_PROXY: 'p:3128' }, 'a.test', 443, 'http://p:3128'],
    [{ ALL_PROXY: 'p:3128' }, 'a.test', 8443, 'http://p:3128'],
    [{ HTTPS_PROXY: 'https://p:3129' }, 'a.test', 443, 'https://p:3129'],
    [{ HTTP_PROXY: 'http://p:1' }, 'a.test', 443, undefined],
    [{ HTTPS_PROXY: 'http://p:1', NO_PROXY: 'b.test,a.test' }, 'a.test', 443, undefined],
    [{ HTTPS_PROXY: 'http://p:1', NO_PROXY: '.test' }, 'a.test', 443, undefined],
    [{ HTTPS_PROXY: 'http://p:1', NO_PROXY: 'a.test:8443' }, 'a.test', 443, 'http://p:1'],
    [{ HTTPS_PROXY: 'http://p:1', no_proxy: '*' }, 'a.test', 443, undefined],
    [{ HTTPS_PROXY: 'http://p:1', NO_PROXY: '[::1]' }, '::1', 443, undefined],
  ];
  for (const [environment, host, port, url] of environments) {
    it(`${JSON.stringify(environment)}: ${host}:${port} by ${url ?? 'none'}`, () => {
      setEnvironment(environment);
      equal(environmentProxy(host, port)?.url, url);
    });
  }

  const settings: readonly (readonly [
    Partial<ProxySettings>,
    Record<string, string>,
    string,
    number,
    string | undefined,
  ])[] = [
    [{}, {}, 'a.test', 443, undefined],
    [{}, { HTTPS_PROXY: 'http://env:1' }, 'a.test', 443, 'http://env:1'],
    [{ url: 'http://set:1' }, { HTTPS_PROXY: 'http://env:1' }, 'a.test', 443, 'http://set:1'],
    [{ url: 'http://set:1', isOff: true }, { HTTPS_PROXY: 'http://env:1' }, 'a.test', 443, undefined],
    [{ url: 'http://set:1', except: ['a.test'] }, {}, 'a.test', 443, undefined],
    [{ url: 'http://set:1', except: ['a.test'] }, {}, 'x.a.test', 443, undefined],
    [{ url: 'http://set:1', except: ['*.A.test'] }, {}, 'x.a.test', 443, undefined],
    [{ url: 'http://set:1', except: ['.a.test:8443'] }, {}, 'x.a.test', 8443, undefined],
    [{ url: 'http://set:1', except: ['.a.test:8443'] }, {}, 'x.a.test', 443, 'http://set:1'],
    [{ url: 'http://set:1', except: ['a.test'] }, {}, 'ba.test', 443, 'http://set:1'],
    [{ url: 'http://set:1', except: ['*'] }, {}, 'a.test', 443, undefined],
    [{ url: 'http://set:1', except: ['::1'] }, {}, '::1', 443, undefined],
    [{ url: 'http://set:1', except: ['[::1]:443'] }, {}, '::1', 443, undefined],
    [{ url: 'http://set:1', except: ['', ' ', ':', '.'] }, {}, 'a.test', 443, 'http://set:1'],
    [{ url: 'http://set:1' }, { NO_PROXY: 'b.test, a.test' }, 'a.test', 443, undefined],
    [{ except: ['b.test'] }, { HTTPS_PROXY: 'http://env:1', NO_PROXY: 'c.test' }, 'b.test', 443, undefined],
  ];
  for (const [given, environment, host, port, url] of settings) {
    it(`${JSON.stringify(given)} over ${JSON.stringify(environment)}: ${host}:${port} by ${url ?? 'none'}`, () => {
      setEnvironment(environment);
      const choose = settingsProxy({ url: '', except: [], isOff: false, authorization: '', ...given });
      equal(choose(host, port)?.url, url);
    });
  }

  it('the header that the settings name goes with the proxy', () => {
    setEnvironment({});
    const given = { except: [], isOff: false, authorization: 'Basic x' };
    equal(settingsProxy({ ...given, url: 'http://p:1' })('a.test', 443)?.authorization, 'Basic x');
    equal(settingsProxy({ ...given, url: '' })('a.test', 443), undefined);
  });
});
