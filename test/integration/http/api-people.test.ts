import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { mayChange } from '../../../server/engine/people.ts';
import { installationStore } from '../../../server/storage/installation-store.ts';
import { peopleStore } from '../../../server/storage/people-store.ts';
import { testDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { testKeyRing, tokensEndingAt } from '../../support/tenant.ts';
import { callApi, failing } from './call-api.ts';
import { serve } from './serve.ts';
import type { Served } from './serve.ts';

let base: TestDatabase;
let served: Served;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.close());
beforeEach(async () => {
  const installations = installationStore({ db: base.db, keyRing: await testKeyRing(base.db) });
  for (const portalId of ['7', '8']) {
    await installations.deletePortal(portalId);
    await installations.save({ portalId, installedBy: '70', tokens: tokensEndingAt(new Date()) });
  }
  const people = peopleStore(base);
  served = await serve({ installations, people });
  served.deps.api.mayChange = (caller) =>
    mayChange({ installations, people, isSuperAdmin: async () => false }, caller);
});
afterEach(() => served.close());

const ada = { userId: '71', words: { userEmail: 'ada@example.com' } };
const list = (words = {}) => callApi(served, '/api/people', { method: 'GET', words });
const add = (email: string) => callApi(served, '/api/people/add', { body: { email } });
const remove = (email: string, who = {}) =>
  callApi(served, '/api/people/remove', { body: { email }, ...who });
const people = (...emails: readonly string[]) => ({
  data: { people: emails.map((email) => ({ email })), superAdminsKnown: false },
});

describe('people who may change settings', () => {
  test('are added by address, once, and may change settings from then on', async () => {
    expect(await callApi(served, '/api/people/add', { body: { email: 'eve@x.com' }, ...ada })).toEqual(
      failing('not-allowed'),
    );
    expect(await add(' Ada@Example.com')).toMatchObject(people('ada@example.com'));
    expect(await add('ada@example.com')).toMatchObject(people('ada@example.com'));
    expect(await callApi(served, '/api/people/add', { body: { email: 'bo@x.com' }, ...ada })).toMatchObject(
      people('ada@example.com', 'bo@x.com'),
    );
  });

  test('are removed, also when asked twice, and may not change settings any more', async () => {
    await add('ada@example.com');
    expect(await remove('ADA@example.com')).toMatchObject(people());
    expect(await remove('ada@example.com')).toMatchObject(people());
    expect(await remove('bo@x.com', ada)).toEqual(failing('not-allowed'));
  });

  test('are those of one portal', async () => {
    await add('ada@example.com');
    expect(await list({ portalId: '8' })).toMatchObject(people());
    const elsewhere = { userId: '71', words: { ...ada.words, portalId: '8' } };
    expect(await remove('ada@example.com', elsewhere)).toEqual(failing('not-allowed'));
    expect(await list()).toMatchObject(people('ada@example.com'));
  });

  test.each(['', 'ada', 'ada@example.com, bo@x.com', `${'a'.repeat(320)}@x.com`])(
    'are not added as %j',
    async (email) => {
      expect(await add(email)).toEqual(failing('invalid-request'));
    },
  );
});
