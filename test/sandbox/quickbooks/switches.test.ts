import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  aCustomer,
  anInvoice,
  aPayment,
  connectedCompany,
  faultCode,
  line,
  send,
} from './connected-company.ts';
import type { ConnectedCompany, Json } from './connected-company.ts';

let company: ConnectedCompany;
let customer: Json;
beforeEach(async () => {
  company = await connectedCompany();
  customer = await aCustomer(company, { DisplayName: 'Acme' });
});
afterEach(() => company.close());

const turn = (behaviours: Json) => company.control('PATCH', '/settings', { behaviours });
const change = (fields: Json) => company.post('/customer', { Id: customer.Id, sparse: true, ...fields });

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
});
