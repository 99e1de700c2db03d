import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { applied, line, Realm } from './realm.ts';

let realm: Realm;
beforeAll(async () => {
  realm = await Realm.start();
});
beforeEach(() => realm.reset());
afterAll(() => realm.close());

const customer = (name: string, email?: string, more: object = {}): Promise<string> =>
  realm.save('Customer', {
    DisplayName: name,
    ...(email !== undefined && { PrimaryEmailAddr: { Address: email } }),
    ...more,
  });
const service = (name: string, Sku?: string): Promise<string> =>
  realm.save('Item', { Name: name, Type: 'Service', IncomeAccountRef: { value: '79' }, ...(Sku && { Sku }) });
const invoice = (customerId: string, item: string, amount = 100): Promise<string> =>
  realm.save('Invoice', { CustomerRef: { value: customerId }, Line: [line(amount, item)] });

describe('reading by id', () => {
  test('brings active and inactive customers in one call', async () => {
    const [ada, bob] = [await customer('Ada'), await customer('Bob')];
    await realm.edit({ type: 'Customer', id: bob, action: 'deactivate' });
    const read = await realm.pass().gateway('contact').read([ada, bob, ada]);
    const states = read.found.map(({ id, state }) => [id, state] as const);
    expect(new Map(states)).toEqual(
      new Map([
        [ada, 'active'],
        [bob, 'inactive'],
      ]),
    );
    expect(await realm.calls()).toHaveLength(1);
  });

  test('calls an invoice gone when QuickBooks says 610 by id', async () => {
    const id = await invoice(await customer('Ada'), await service('Work'));
    await realm.edit({ type: 'Invoice', id, action: 'delete' });
    expect(await realm.pass().gateway('invoice').read([id])).toEqual({ found: [], gone: [id], unread: [] });
  });

  test('concludes nothing from any other refusal', async () => {
    await realm.fail('stale', { path: '/customer/77' });
    expect(await realm.pass().gateway('contact').read(['77'])).toEqual({
      found: [],
      gone: [],
      unread: ['77'],
    });
  });

  test('asks in lists of two hundred', async () => {
    await realm.control('seed', { customers: 250, items: 1, invoices: 0, payments: 0 });
    const { records } = await realm.pass().gateway('contact').list(null);
    const before = (await realm.calls()).length;
    const { found } = await realm
      .pass()
      .gateway('contact')
      .read(records.map(({ id }) => id));
    expect(found).toHaveLength(records.length);
    expect((await realm.calls()).length - before).toBe(2);
  });
});

describe('invoices', () => {
  test('come with their payments in one more call', async () => {
    const ada = await customer('Ada');
    const item = await service('Work');
    const [first, second] = [await invoice(ada, item), await invoice(ada, item, 50)];
    const payment = await realm.save('Payment', {
      CustomerRef: { value: ada },
      TotalAmt: 150,
      Line: [applied(100, first), applied(50, second)],
    });
    const { found } = await realm.pass().gateway('invoice').read([first, second]);
    const amounts = found.map(({ id, parts }) => [
      id,
      parts['payment']?.map((part) => [part.key, part.fields['Amount']]),
    ]);
    expect(Object.fromEntries(amounts)).toEqual({ [first]: [[payment, '100']], [second]: [[payment, '50']] });
    expect(await realm.calls()).toHaveLength(2);
  });

  test('show an applied credit as credit', async () => {
    const ada = await customer('Ada');
    const item = await service('Work');
    const id = await invoice(ada, item);
    const credit = await realm.save('CreditMemo', { CustomerRef: { value: ada }, Line: [line(30, item)] });
    await realm.save('Payment', {
      CustomerRef: { value: ada },
      TotalAmt: 0,
      Line: [applied(30, id), applied(30, credit, 'CreditMemo')],
    });
    const { found } = await realm.pass().gateway('invoice').read([id]);
    expect(found[0]?.parts['payment']).toMatchObject([{ fields: { Amount: '0', CreditAmount: '30' } }]);
    expect(found[0]?.fields['Balance']).toBe('70');
  });

  test('are voided when a person voids them', async () => {
    const id = await invoice(await customer('Ada'), await service('Work'));
    await realm.edit({ type: 'Invoice', id, action: 'void' });
    const { found } = await realm.pass().gateway('invoice').read([id]);
    expect(found[0]).toMatchObject({ state: 'voided', fields: { TotalAmt: '0', Balance: '0' } });
  });

  test('that were just listed are read without another call', async () => {
    const id = await invoice(await customer('Ada'), await service('Work'));
    const invoices = realm.pass().gateway('invoice');
    await invoices.list(null);
    await invoices.read([id]);
    expect(await realm.calls()).toHaveLength(1);
    await invoices.read([id]);
    expect(await realm.calls()).toHaveLength(2);
  });
});

describe('finding', () => {
  test('meets every customer that has the address among its own', async () => {
    const ada = await customer('Ada', 'Ada@Example.com');
    const both = await customer('Both', 'bob@example.com, ada@example.com');
    await customer('Near', 'xada@example.com');
    const found = await realm
      .pass()
      .gateway('contact')
      .find(['email:ada@example.com', 'email:nobody@example.com']);
    expect([...found.keys()]).toEqual(['email:ada@example.com']);
    expect(
      found
        .get('email:ada@example.com')
        ?.map(({ id }) => id)
        .toSorted(),
    ).toEqual([ada, both].toSorted());
  });

  test('escapes what a name may hold', async () => {
    const id = await customer("O'Hara", "o'hara@example.com");
    const found = await realm.pass().gateway('contact').find(["email:o'hara@example.com"]);
    expect(found.get("email:o'hara@example.com")).toEqual([{ id, label: "O'Hara" }]);
  });

  test('leaves inactive customers out', async () => {
    const id = await customer('Ada', 'ada@example.com');
    await realm.edit({ type: 'Customer', id, action: 'deactivate' });
    expect((await realm.pass().gateway('contact').find(['email:ada@example.com'])).size).toBe(0);
  });

  test('meets items by SKU in one call, whatever the case', async () => {
    const [one, two] = [await service('One', 'AB-1'), await service('Two', 'ab-2')];
    const found = await realm.pass().gateway('product').find(['sku:ab-1', 'sku:ab-2', 'sku:none']);
    expect(Object.fromEntries(found)).toEqual({
      'sku:ab-1': [{ id: one, label: 'One' }],
      'sku:ab-2': [{ id: two, label: 'Two' }],
    });
    expect(await realm.calls()).toHaveLength(1);
  });

  test('posts a statement that is too long for an address', async () => {
    const id = await service('One', 'ab-1');
    const keys = Array.from({ length: 99 }, (_, position) => `sku:${'x'.repeat(40)}${position}`);
    const found = await realm
      .pass()
      .gateway('product')
      .find([...keys, 'sku:ab-1']);
    expect([...found.values()]).toEqual([[{ id, label: 'One' }]]);
    expect((await realm.calls()).map(({ method }) => method)).toEqual(['POST']);
    expect(realm.counted).toEqual(['quickbooks.metered']);
  });

  test('asks nothing for invoices', async () => {
    expect((await realm.pass().gateway('invoice').find(['email:a@b.c'])).size).toBe(0);
    expect(await realm.calls()).toEqual([]);
  });
});

test('counting counts inactive records too', async () => {
  await customer('Ada');
  await realm.edit({ type: 'Customer', id: await customer('Bob'), action: 'deactivate' });
  expect(await realm.pass().gateway('contact').count()).toBe(2);
});
