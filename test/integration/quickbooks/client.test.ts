import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { QuickBooksRejection } from '../../../server/quickbooks/errors.ts';
import { ConnectionLost, LeaseLost, RateLimited, VendorUnavailable } from '../../../server/sync/reactions.ts';
import { Realm, realmId } from './realm.ts';

let realm: Realm;
beforeAll(async () => {
  realm = await Realm.start();
});
beforeEach(() => realm.reset());
afterAll(() => realm.close());

const anything = z.unknown();
const read = () => realm.pass().client.get('preferences', anything);
const create = (name: string, requestId = 'r-1') =>
  realm.pass().client.post('customer', anything, { body: { DisplayName: name }, requestId });

async function customerNames(): Promise<readonly string[]> {
  const { records } = await realm.pass().gateway('contact').list(null);
  return records.map(({ label }) => label);
}

const leaseIsLost = (): never => {
  throw new LeaseLost();
};

describe('calls', () => {
  test('name the minor version, and are counted as metered or free', async () => {
    await read();
    await create('Ada');
    expect(realm.counted).toEqual(['quickbooks.metered', 'quickbooks.free']);
    const paths = (await realm.calls()).map(({ path }) => new URL(path, 'http://x').searchParams);
    expect(paths.map((parameters) => parameters.get('minorversion'))).toEqual(['75', '75']);
    expect(paths[1]?.get('requestid')).toBe('r-1');
  });
});

describe('each call', () => {
  test('is logged with its request id and without realm, token, ids or names', async () => {
    const lines: string[] = [];
    const write = (facts: object, message: string): void => {
      lines.push(`${message} ${JSON.stringify(facts)}`);
    };
    const { client } = realm.pass({ logger: { debug: write, warn: write } });
    await client.get('query', anything, { query: "SELECT * FROM Customer WHERE DisplayName = 'Ada'" });
    await client.get('customer/4711', anything).catch(() => undefined);
    expect(lines).toEqual([
      expect.stringMatching(/"resource":"query","status":200,"intuitTid":"1-/),
      expect.stringMatching(/"resource":"customer","status":400,"intuitTid":"1-/),
    ]);
    const secrets = [realmId, realm.tokens?.accessToken ?? 'none', 'Ada', '4711'];
    expect(secrets.filter((secret) => lines.join().includes(secret))).toEqual([]);
  });

  test('is not made once the pass may not go on', async () => {
    await expect(
      realm.pass({ beforeCall: leaseIsLost }).client.get('preferences', anything),
    ).rejects.toBeInstanceOf(LeaseLost);
    expect(await realm.calls()).toEqual([]);
    expect(realm.counted).toEqual([]);
  });
});

describe('transient trouble', () => {
  test.each(['500', 'html503', 'fault200', 'timeoutBefore'])(
    '%s is tried again after a while',
    async (kind) => {
      await realm.fail(kind, { path: '/preferences' }, 2);
      await expect(read()).resolves.toBeDefined();
      expect(realm.waits).toEqual([1000, 4000]);
    },
  );

  test('that stays is unavailability of the vendor', async () => {
    await realm.fail('html503', { path: '/preferences' }, 3);
    await expect(read()).rejects.toBeInstanceOf(VendorUnavailable);
    expect(await realm.calls()).toHaveLength(3);
  });

  test('after the write was carried out does not write twice', async () => {
    await realm.fail('timeoutAfter', { method: 'POST', path: '/customer' });
    await expect(create('Ada')).resolves.toMatchObject({ Customer: { DisplayName: 'Ada' } });
    expect(await customerNames()).toEqual(['Ada']);
  });

  test('that one write causes again and again is a refusal of that write', async () => {
    await realm.fail('500', { method: 'POST', path: '/customer' }, 3);
    await expect(create('Ada')).rejects.toMatchObject({
      refusal: { category: 'temporary-error', error: { code: '10000' } },
    });
  });
});

describe('throttling', () => {
  test('makes the realm wait a minute and go on', async () => {
    await realm.fail('429', { path: '/preferences' });
    await expect(read()).resolves.toBeDefined();
    expect(realm.waits).toEqual([60_000]);
  });

  test('that goes on ends in RateLimited', async () => {
    await realm.fail('429', { path: '/preferences' }, 2);
    await expect(read()).rejects.toBeInstanceOf(RateLimited);
  });
});

describe('refused tokens', () => {
  test('are refreshed once', async () => {
    const before = realm.tokens?.accessToken;
    await realm.fail('401', { path: '/preferences' });
    await expect(read()).resolves.toBeDefined();
    expect(realm.tokens?.accessToken).not.toBe(before);
  });

  test('lose the connection when the fresh one is refused too', async () => {
    await realm.fail('401', { path: '/preferences' }, 2);
    await expect(read()).rejects.toBeInstanceOf(ConnectionLost);
  });

  test('lose the connection when the user disconnected in QuickBooks', async () => {
    await realm.control('edit', { type: 'Connection', action: 'delete' });
    await expect(read()).rejects.toBeInstanceOf(ConnectionLost);
  });
});

describe('what Intuit does not document', () => {
  test.each(['gateway', 'standard'])(
    'throttling in the %s envelope is throttling',
    async (throttleEnvelope) => {
      await realm.behave({ throttleEnvelope });
      await realm.fail('429', { path: '/preferences' });
      await expect(read()).resolves.toBeDefined();
      expect(realm.waits).toEqual([60_000]);
    },
  );

  test.each(['401', '403'])(
    'a token for another realm, refused with %s, loses the connection',
    async (otherRealm) => {
      await realm.behave({ otherRealm });
      await expect(
        realm.pass({ realmId: '9341459999999999' }).client.get('preferences', anything),
      ).rejects.toBeInstanceOf(ConnectionLost);
    },
  );
});

describe('refusals of one request', () => {
  test('name the code and the request id', async () => {
    await create('Ada');
    const refused = await create('Ada', 'r-2').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(QuickBooksRejection);
    expect(refused).toMatchObject({
      refusal: {
        category: 'display-name-used',
        error: { status: 400, code: '6240', requestId: expect.stringMatching(/^1-/) },
      },
    });
  });

  test('come as themselves for a stale sync token', async () => {
    await realm.fail('stale', { method: 'POST', path: '/customer' });
    await expect(create('Ada')).rejects.toMatchObject({ refusal: { category: 'conflicting-change' } });
  });
});

describe('answers of an unexpected shape', () => {
  test('are unavailability and name the place, not the value', async () => {
    const schema = z.object({ Preferences: z.object({ Id: z.number() }) });
    await expect(realm.pass().client.get('preferences', schema)).rejects.toThrow(
      'quickbooks is not available: unexpected answer at Preferences.Id',
    );
  });
});
