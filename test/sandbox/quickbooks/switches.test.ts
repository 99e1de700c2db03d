import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  aCustomer,
  anInvoice,
  aPayment,
  connectedCompany,
  faultCode,
  line,
  send,
  token,
} from './connected-company.ts';
import type { ConnectedCompany, Json } from './connected-company.ts';
import { sampleCompany } from '../../../sandbox/quickbooks/quickbooks.ts';
import { webhookReceiver } from './webhook-receiver.ts';

let company: ConnectedCompany;
let customer: Json;
beforeEach(async () => {
  company = await connectedCompany();
  customer = await aCustomer(company, { DisplayName: 'Acme' });
});
afterEach(() => company.close());

const turn = (behaviours: Json) => company.control('PATCH', '/settings', { behaviours });
const change = (fields: Json) => company.post('/customer', { Id: customer.Id, sparse: true, ...fields });
const retire = () => change({ SyncToken: '0', Active: false });

const readPreferences = () => company.call('GET', '/preferences', undefined, { accept: '*/*' });
const dayIn = (zone: string, at: Date) => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at);

describe('the other position of a switch', () => {
  test('missingSyncTokenCode answers 5010', async () => {
    await turn({ missingSyncTokenCode: '5010' });
    expect(faultCode(await change({ Notes: 'x' }))).toBe('5010');
  });

  test('inactiveNames keeps the name, which stays taken', async () => {
    await turn({ inactiveNames: 'kept' });
    expect((await change({ SyncToken: '0', Active: false })).body.Customer.DisplayName).toBe('Acme');
    expect(faultCode(await company.post('/customer', { DisplayName: 'Acme' }))).toBe('6240');
  });

  test('inactiveReferenceCode answers 2500', async () => {
    await turn({ inactiveReferenceCode: '2500' });
    await change({ SyncToken: '0', Active: false });
    const refused = await company.post('/invoice', { CustomerRef: { value: customer.Id }, Line: [line(1)] });
    expect(faultCode(refused)).toBe('2500');
  });

  test('foreignCharacters replaces what it cannot store', async () => {
    await turn({ foreignCharacters: 'replace' });
    expect((await change({ SyncToken: '0', Notes: 'Łódź’s' })).body.Customer.Notes).toBe('?ód?’s');
  });

  test('overApplyCode answers 620', async () => {
    await turn({ overApplyCode: '620' });
    const { Id } = await anInvoice(company, customer.Id);
    expect(faultCode(await aPayment(company, customer.Id, 200, { [Id]: 200 }))).toBe('620');
  });

  test('deletePaidInvoice refuses', async () => {
    await turn({ deletePaidInvoice: 'refuse' });
    const { Id } = await anInvoice(company, customer.Id);
    await aPayment(company, customer.Id, 100, { [Id]: 100 });
    expect(faultCode(await company.post('/invoice?operation=delete', { Id, SyncToken: '1' }))).toBe('6400');
  });

  test('surplusPayment keeps the invoice overpaid', async () => {
    await turn({ surplusPayment: 'keep' });
    const { Id } = await anInvoice(company, customer.Id);
    await aPayment(company, customer.Id, 100, { [Id]: 100 });
    const lowered = await company.post('/invoice', {
      Id,
      SyncToken: '1',
      sparse: true,
      Line: [{ ...line(60), Id: '1' }],
    });
    expect(lowered.body.Invoice.Balance).toBe(-40);
  });

  test('mergedAway leaves an inactive record', async () => {
    await turn({ mergedAway: 'inactive' });
    const other = await aCustomer(company);
    await company.edit({ type: 'Customer', id: other.Id, action: 'merge', with: { id: customer.Id } });
    const { Customer } = (await company.get(`/customer/${customer.Id}`)).body;
    expect([Customer.Active, Customer.DisplayName]).toEqual([false, 'Acme (deleted)']);
  });

  test('queryTooLarge clamps and requestIdOtherBody refuses', async () => {
    await turn({ queryTooLarge: 'clamp', requestIdOtherBody: 'refuse' });
    expect((await company.query('select * from Customer maxresults 5000')).status).toBe(200);
    await company.post('/customer?requestid=r', { DisplayName: 'One' });
    expect(faultCode(await company.post('/customer?requestid=r', { DisplayName: 'Two' }))).toBe('600');
  });

  test('requestIdReplaysErrors repeats a refusal', async () => {
    await turn({ requestIdReplaysErrors: true });
    await company.post('/customer?requestid=r', { DisplayName: 'Acme' });
    expect(faultCode(await company.post('/customer?requestid=r', { DisplayName: 'Free' }))).toBe('6240');
  });

  test('otherRealm answers 401 with code 100', async () => {
    await turn({ otherRealm: '401' });
    const headers = { authorization: `Bearer ${company.tokens.access_token}`, accept: 'application/json' };
    const answer = await send(`${company.url}/v3/company/1/preferences`, 'GET', undefined, headers);
    expect([answer.status, faultCode(answer)]).toEqual([401, '100']);
  });

  test('apiCallCap blocks reads beyond it', async () => {
    await turn({ apiCallCap: 1 });
    expect((await company.get('/preferences')).status).toBe(200);
    expect((await company.get('/preferences')).status).toBe(429);
  });

  test('cdcTooOldCode answers 2060', async () => {
    await turn({ cdcTooOldCode: '2060' });
    const since = new Date(Date.now() - 31 * 86_400_000).toISOString();
    expect(faultCode(await company.get(`/cdc?entities=Customer&changedSince=${since}`))).toBe('2060');
  });

  test('concurrentCalls refuses calls beyond it with 429', async () => {
    await turn({ concurrentCalls: 1, webhookBeforeAnswer: true });
    const names = ['One', 'Two', 'Three', 'Four', 'Five'];
    const answers = await Promise.all(names.map((DisplayName) => company.post('/customer', { DisplayName })));
    const statuses = new Set(answers.map(({ status }) => status));
    expect([statuses.has(200), statuses.has(429)]).toEqual([true, true]);
  });

  test('deactivateWithBalance lets a debtor go', async () => {
    await anInvoice(company, customer.Id);
    expect(faultCode(await retire())).toBe('6220');
    await turn({ deactivateWithBalance: 'allow' });
    expect((await retire()).body.Customer).toMatchObject({ Active: false, Balance: 100 });
  });

  test('duplicateNameCheck tells capitals apart', async () => {
    expect(faultCode(await company.post('/customer', { DisplayName: 'ACME' }))).toBe('6240');
    await company.control('POST', '/reset');
    await company.close();
    company = await connectedCompany();
    await turn({ duplicateNameCheck: 'exact' });
    await aCustomer(company, { DisplayName: 'Acme' });
    expect((await company.post('/customer', { DisplayName: 'ACME' })).status).toBe(200);
  });

  test('emptyAccept answers JSON', async () => {
    expect((await readPreferences()).headers.get('content-type')).toContain('xml');
    await turn({ emptyAccept: 'json' });
    expect((await readPreferences()).headers.get('content-type')).toContain('json');
  });

  test('lineWithoutItem becomes a description', async () => {
    const Line = [line(10), { DetailType: 'SalesItemLineDetail', Amount: 5, SalesItemLineDetail: {} }];
    expect((await anInvoice(company, customer.Id, { Line })).TotalAmt).toBe(15);
    await turn({ lineWithoutItem: 'description' });
    const invoice = await anInvoice(company, customer.Id, { Line });
    expect([invoice.TotalAmt, invoice.Line[1].DetailType]).toEqual([10, 'DescriptionOnly']);
  });

  test('refreshRotation brings a new refresh token each time', async () => {
    const refresh = async (refresh_token: string): Promise<string> =>
      (await token(company.url, { grant_type: 'refresh_token', refresh_token })).body.refresh_token;
    const first = company.tokens.refresh_token;
    expect(await refresh(first)).toBe(first);
    await turn({ refreshRotation: 'always' });
    expect(await refresh(first)).not.toBe(first);
  });

  test('requestIdHours forgets a requestid', async () => {
    await turn({ requestIdHours: 0.5 });
    const body = { CustomerRef: { value: customer.Id }, Line: [line(1)] };
    const resell = async (): Promise<string> =>
      (await company.post('/invoice?requestid=r', body)).body.Invoice.Id;
    expect([await resell(), await resell()]).toEqual(['1', '1']);
    await company.control('POST', '/clock', { advanceMs: 31 * 60_000 });
    expect(await resell()).toBe('2');
  });

  test('voidNoteJoiner stands between word and note', async () => {
    await turn({ voidNoteJoiner: ': ' });
    const { Id } = await anInvoice(company, customer.Id, { PrivateNote: 'old' });
    const voided = await company.post('/invoice?operation=void', { Id, SyncToken: '0' });
    expect(voided.body.Invoice.PrivateNote).toBe('Voided: old');
  });

  test('todayZone dates by Pacific time', async () => {
    await company.close();
    const timeZone = 'Pacific/Kiritimati';
    company = await connectedCompany({ companies: [{ ...sampleCompany, timeZone }] });
    customer = await aCustomer(company);
    const now = async () => new Date((await company.control('POST', '/clock', { advanceMs: 0 })).body.now);
    // Noon in Los Angeles is the next morning in Kiritimati.
    const hour = (await now()).getUTCHours();
    await company.control('POST', '/clock', { advanceMs: ((44 - hour) % 24) * 3_600_000 });
    const sold = { CustomerRef: { value: customer.Id }, Line: [line(1)] };
    const sellToday = () => company.edit({ type: 'Invoice', action: 'save', change: sold });
    const [home, pacific] = [dayIn(timeZone, await now()), dayIn('America/Los_Angeles', await now())];
    expect(home).not.toBe(pacific);
    expect((await sellToday()).TxnDate).toBe(home);
    await turn({ todayZone: 'pacific' });
    expect((await sellToday()).TxnDate).toBe(pacific);
  });
});

describe('a switch', () => {
  test.each(['moon', '', 'Pacific'])('of words refuses %j and stays as it is', async (todayZone) => {
    const refused = await turn({ todayZone });
    expect(refused.status).toBe(400);
    expect(refused.body.error).toBe('behaviours.todayZone: expected one of company, pacific');
    expect((await company.control('GET', '/settings')).body.behaviours.todayZone).toBe('company');
  });

  test('of words still refuses after a reset, and the joiner takes any text', async () => {
    await company.control('POST', '/reset');
    expect((await turn({ mergedAway: 'gone' })).status).toBe(400);
    expect((await turn({ voidNoteJoiner: ' / ', mergedAway: 'inactive' })).status).toBe(200);
  });
});

const told = async (behaviours: Json, act: () => Promise<unknown>): Promise<string[]> => {
  const receiver = await webhookReceiver();
  await company.close();
  company = await connectedCompany({ webhookUrl: receiver.url });
  customer = await aCustomer(company);
  await receiver.next();
  await turn(behaviours);
  await act();
  const events: Json[] = JSON.parse((await receiver.next()).body);
  await receiver.close();
  return events.map(({ type }) => type);
};

const sell = () => anInvoice(company, customer.Id);

async function voidAfterSilentSale(): Promise<void> {
  await turn({ ownWriteEvents: false });
  await sell();
  await company.edit({ type: 'Invoice', id: '1', action: 'void' });
}

describe('the other position of a switch of events', () => {
  test.each([
    [true, ['qbo.customer.updated.v1', 'qbo.invoice.created.v1']],
    [false, ['qbo.invoice.created.v1']],
  ])('sideEffectEvents %s tells of %j', async (sideEffectEvents, types) => {
    expect(new Set(await told({ sideEffectEvents }, sell))).toEqual(new Set(types));
  });

  test.each([
    ['updated', 'qbo.customer.updated.v1'],
    ['deleted', 'qbo.customer.deleted.v1'],
  ])('deactivationEvent %s tells of %s', async (deactivationEvent, type) => {
    expect(await told({ deactivationEvent }, retire)).toEqual([type]);
  });

  test.each(['void', 'voided'])('voidEvent names it %s', async (voidEvent) => {
    expect(await told({ voidEvent }, voidAfterSilentSale)).toContain(`qbo.invoice.${voidEvent}.v1`);
  });
});
