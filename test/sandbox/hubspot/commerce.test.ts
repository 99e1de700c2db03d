import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DEFAULT_PORTAL } from '../../../sandbox/hubspot/app.ts';
import { startHubSpot, text } from './harness.ts';
import type { Answer, Call, Json, Running } from './harness.ts';

let hubspot: Running;
let call: Call;
const objects = '/crm/objects/2026-09';

beforeAll(async () => {
  hubspot = await startHubSpot({
    portals: [DEFAULT_PORTAL, { ...DEFAULT_PORTAL, portalId: 7, paymentsApi: false }],
  });
});
afterAll(() => hubspot.close());
beforeEach(async () => {
  await hubspot.control('POST', 'reset');
  await hubspot.settings({ limits: false });
  ({ call } = await hubspot.install());
});

type Properties = Record<string, string>;
const post = (type: string, properties: Properties, associations: unknown[] = []): Promise<Answer> =>
  call('POST', `${objects}/${type}`, { properties, associations });
const make = async (type: string, properties: Properties, associations: unknown[] = []): Promise<string> =>
  text((await post(type, properties, associations)).body.id);
const patch = (type: string, id: string, properties: Properties): Promise<Answer> =>
  call('PATCH', `${objects}/${type}/${id}`, { properties });
const to = (id: string, associationTypeId: number): unknown => ({
  to: { id },
  types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }],
});
const propertiesOf = async (type: string, id: string): Promise<Json | undefined> => {
  const names = 'hs_invoice_status,hs_amount_billed,hs_amount_paid,hs_balance_due,amount,hs_latest_status';
  return (await call('GET', `${objects}/${type}/${id}?properties=${names}`)).body.properties;
};

/** A contact and a line of 2 × 50 in an invoice. */
const invoiceWith = async (properties: Properties): Promise<{ invoice: string; line: string }> => {
  const contact = await make('contacts', { email: 'ann@x.example' });
  const line = await make('line_items', { name: 'Desk', quantity: '2', price: '50' });
  const links = [to(contact, 177), to(line, 409)];
  return { invoice: await make('invoices', { hs_currency: 'USD', ...properties }, links), line };
};
const pay = (invoice: string, properties: Properties = {}): Promise<string> =>
  make(
    'commerce_payments',
    {
      hs_initial_amount: '100',
      hs_initiated_date: '2026-05-05T00:00:00Z',
      hs_latest_status: 'succeeded',
      ...properties,
    },
    [to(invoice, 542)],
  );

describe('line items', () => {
  test('have their net amount computed', async () => {
    const line = await make('line_items', { quantity: '3', price: '10', discount: '1.5' });
    expect(await propertiesOf('line_items', line)).toMatchObject({ amount: '25.5' });
    await patch('line_items', line, { discount: '', hs_discount_percentage: '10' });
    expect(await propertiesOf('line_items', line)).toMatchObject({ amount: '27' });
    expect((await patch('line_items', line, { amount: '5' })).status).toBe(400);
    expect((await patch('line_items', line, { price: '-5' })).status).toBe(400);
  });

  test('take what they are not given from their product', async () => {
    const product = await make('products', { name: 'Desk', price: '80', hs_sku: 'D-1' });
    const { body } = await post('line_items', { hs_product_id: product, quantity: '2', price: '70' });
    expect(body.properties).toMatchObject({ name: 'Desk', hs_sku: 'D-1', price: '70', amount: '140' });
  });

  test('have one parent', async () => {
    const { line } = await invoiceWith({});
    const second = await post('invoices', { hs_currency: 'USD' }, [to(line, 409)]);
    expect(second.body).toMatchObject({ errors: [{ code: 'LINE_ITEM_HAS_PARENT' }] });
    const deal = await make('deals', { dealname: 'D', dealstage: 'closedwon' });
    const path = `${objects}/deals/${deal}/associations/default/line_items/${line}`;
    expect((await call('PUT', path)).status).toBe(400);
    await hubspot.behave({ lineItemSecondParent: 'move' });
    expect((await call('PUT', path)).status).toBe(200);
    const parents = await call('GET', `${objects}/line_items/${line}/associations/invoices`);
    expect(parents.body.results).toEqual([]);
  });

  test('go with their parent when it is deleted, unless switched off', async () => {
    const first = await invoiceWith({});
    await call('DELETE', `${objects}/invoices/${first.invoice}`);
    expect((await call('GET', `${objects}/line_items/${first.line}`)).status).toBe(404);
    await hubspot.behave({ deletingParentDeletesLineItems: false });
    const line = await make('line_items', { price: '1' });
    const invoice = await make('invoices', { hs_currency: 'USD' }, [to(line, 409)]);
    await call('DELETE', `${objects}/invoices/${invoice}`);
    expect((await call('GET', `${objects}/line_items/${line}`)).status).toBe(200);
  });
});

describe('billable invoices', () => {
  test('start as drafts and open only with a contact and a line', async () => {
    const bare = await post('invoices', { hs_currency: 'USD' });
    expect(bare.body.properties).toMatchObject({ hs_invoice_status: 'draft', hs_invoice_billable: 'true' });
    const opened = await patch('invoices', text(bare.body.id), { hs_invoice_status: 'open' });
    expect(opened.body).toMatchObject({ errors: [{ code: 'INVOICE_NOT_READY' }] });
    const { invoice } = await invoiceWith({});
    expect((await patch('invoices', invoice, { hs_invoice_status: 'open' })).status).toBe(200);
  });

  test('have computed amounts that nobody writes', async () => {
    const { invoice, line } = await invoiceWith({});
    expect(await propertiesOf('invoices', invoice)).toMatchObject({
      hs_amount_billed: '100',
      hs_balance_due: '100',
    });
    await patch('line_items', line, { quantity: '3' });
    expect(await propertiesOf('invoices', invoice)).toMatchObject({ hs_amount_billed: '150' });
    const written = await patch('invoices', invoice, { hs_amount_billed: '7' });
    expect(written.body).toMatchObject({ errors: [{ code: 'READ_ONLY_VALUE' }] });
  });

  test('stay billable or not for good', async () => {
    const { invoice } = await invoiceWith({});
    const answer = await patch('invoices', invoice, { hs_invoice_billable: 'false' });
    expect(answer.body).toMatchObject({ errors: [{ code: 'BILLABLE_IS_FIXED' }] });
  });

  test('are paid by payments, and open again when the money goes back', async () => {
    const { invoice } = await invoiceWith({ hs_invoice_status: 'open' });
    expect((await patch('invoices', invoice, { hs_invoice_status: 'paid' })).status).toBe(400);
    const first = await pay(invoice, { hs_initial_amount: '40' });
    expect(await propertiesOf('invoices', invoice)).toMatchObject({
      hs_invoice_status: 'open',
      hs_balance_due: '60',
    });
    await pay(invoice, { hs_initial_amount: '60' });
    expect(await propertiesOf('invoices', invoice)).toMatchObject({
      hs_invoice_status: 'paid',
      hs_balance_due: '0',
    });
    await patch('commerce_payments', first, { hs_latest_status: 'refunded' });
    expect(await propertiesOf('invoices', invoice)).toMatchObject({
      hs_invoice_status: 'open',
      hs_amount_paid: '60',
    });
  });

  test('cannot be edited once there is a payment, except for properties of the account’s own', async () => {
    const { invoice } = await invoiceWith({ hs_invoice_status: 'open' });
    expect((await patch('invoices', invoice, { hs_title: 'A' })).status).toBe(200);
    await pay(invoice, { hs_initial_amount: '1' });
    const answer = await patch('invoices', invoice, { hs_title: 'B' });
    expect(answer.body).toMatchObject({ errors: [{ code: 'INVOICE_NOT_EDITABLE' }] });
    await addProperty('invoices', 'note');
    expect((await patch('invoices', invoice, { note: 'x' })).status).toBe(200);
  });

  test('can be deleted as drafts, later only voided', async () => {
    const { invoice } = await invoiceWith({ hs_invoice_status: 'open' });
    const path = `${objects}/invoices/${invoice}`;
    expect((await call('DELETE', path)).body).toMatchObject({ errors: [{ code: 'INVOICE_NOT_DELETABLE' }] });
    expect((await patch('invoices', invoice, { hs_invoice_status: 'voided' })).status).toBe(200);
    expect((await patch('invoices', invoice, { hs_invoice_status: 'open' })).status).toBe(400);
    const draft = await make('invoices', { hs_currency: 'USD' });
    expect((await call('DELETE', `${objects}/invoices/${draft}`)).status).toBe(204);
  });
});

const addProperty = (type: string, name: string, unique = false): Promise<Answer> =>
  call('POST', `/crm/properties/2026-09/${type}`, {
    name,
    label: name,
    type: 'string',
    fieldType: 'text',
    groupName: type === 'invoices' ? 'invoiceinformation' : 'commerce_payment_information',
    hasUniqueValue: unique,
  });

describe('non-billable invoices', () => {
  const mirror = { hs_currency: 'USD', hs_invoice_billable: 'false', hs_invoice_status: 'open' };

  test('take any status without contact or lines, unless switched', async () => {
    expect((await post('invoices', { ...mirror, hs_invoice_status: 'paid' })).status).toBe(201);
    await hubspot.behave({ nonBillableStatusChecked: true });
    expect((await post('invoices', mirror)).status).toBe(400);
  });

  test('keep the billed amount that was written', async () => {
    const invoice = await make('invoices', { ...mirror, hs_amount_billed: '12.34' });
    const line = await make('line_items', { price: '99' });
    await call('PUT', `${objects}/invoices/${invoice}/associations/default/line_items/${line}`);
    expect(await propertiesOf('invoices', invoice)).toMatchObject({ hs_amount_billed: '12.34' });
  });

  test.each([true, false])('have a writable balance: %s', async (writable) => {
    await hubspot.behave({ nonBillableBalanceWritable: writable });
    const answer = await post('invoices', { ...mirror, hs_balance_due: '5', hs_amount_paid: '2' });
    expect(answer.status).toBe(writable ? 201 : 400);
    const definition = await call('GET', '/crm/properties/2026-09/invoices/hs_balance_due');
    expect(definition.body.modificationMetadata?.readOnlyValue).toBe(!writable);
  });

  test('are settled by payments only when switched', async () => {
    const invoice = await make('invoices', { ...mirror, hs_amount_billed: '100' });
    await pay(invoice);
    expect(await propertiesOf('invoices', invoice)).toMatchObject({ hs_invoice_status: 'open' });
    await hubspot.behave({ paymentSettlesInvoice: 'all' });
    await pay(invoice, { hs_reference_number: '2' });
    expect(await propertiesOf('invoices', invoice)).toMatchObject({ hs_invoice_status: 'paid' });
  });
});

describe('payments', () => {
  test('do not exist in an account without payments', async () => {
    const other = await hubspot.install({ account: '7:9001' });
    const answer = await other.call('GET', `${objects}/commerce_payments`);
    expect(answer.status).toBe(403);
    await hubspot.edit({ type: 'Portal', action: 'save', change: { paymentsApi: true }, tenant: '7' });
    expect((await other.call('GET', `${objects}/commerce_payments`)).status).toBe(200);
  });

  test('start in processing, and their computed properties are read-only', async () => {
    const { invoice } = await invoiceWith({});
    const payment = await pay(invoice, { hs_latest_status: '' });
    expect(await propertiesOf('commerce_payments', payment)).toMatchObject({
      hs_latest_status: 'processing',
    });
    expect((await patch('commerce_payments', payment, { hs_net_amount: '1' })).status).toBe(400);
  });

  test('that a processor made are not changed through the API', async () => {
    const change = {
      hs_initial_amount: '5',
      hs_initiated_date: '2026-05-05T00:00:00Z',
      hs_processor_type: 'byo_stripe',
    };
    const made = await hubspot.edit({ type: 'commerce_payments', action: 'save', change });
    const id = text(made.id);
    expect((await patch('commerce_payments', id, { hs_internal_comment: 'x' })).status).toBe(400);
    expect((await call('DELETE', `${objects}/commerce_payments/${id}`)).status).toBe(400);
  });

  test('and invoices accept unique properties, or not when switched', async () => {
    expect((await addProperty('commerce_payments', 'qbo_id', true)).status).toBe(201);
    expect((await addProperty('invoices', 'qbo_id', true)).status).toBe(201);
    await hubspot.behave({ uniquePropertiesOnInvoices: false, uniquePropertiesOnPayments: false });
    expect((await addProperty('commerce_payments', 'other', true)).status).toBe(400);
    expect((await addProperty('invoices', 'other', true)).status).toBe(400);
    expect((await addProperty('invoices', 'plain')).status).toBe(201);
  });
});
