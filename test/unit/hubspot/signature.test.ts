import { describe, expect, test } from '@jest/globals';
import { Signature } from '@hubspot/api-client';
import { verifySignature } from '../../../server/hubspot/signature.ts';

const secret = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';
const timestamp = '1693657560000';
const sentAt = Number(timestamp);
const request = {
  method: 'POST',
  url: 'https://www.example.com/webhook_uri',
  body: Buffer.from("{'example_field':'example_value'}"),
  signature: 'K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=',
  timestamp,
};
const verify = (change: Partial<typeof request> = {}, now = sentAt) =>
  verifySignature({ ...request, ...change }, secret, new Date(now));

/** HubSpot's own library, which decodes nothing. */
const signedByLibrary = (url: string, body: string) =>
  Signature.getSignature('POST', 'v3', {
    timestamp: sentAt,
    clientSecret: secret,
    requestBody: body,
    url,
    signature: '',
  });

describe('signature v3', () => {
  test('accepts the published example', () => {
    expect(verify()).toBe('valid');
  });

  test('accepts the example with a JSON body', () => {
    const body = Buffer.from('{"example_field":"example_value"}');
    expect(verify({ body, signature: 'oaA3M5dEtt6kFsseJD/Hv/x+JNl1vsoxFj4oxmwP6Go=' })).toBe('valid');
  });

  test.each([
    ['https://app.example/api/overview?userId=1&portalId=2&userEmail=a@b.example', ''],
    ['https://app.example/webhooks/hubspot', '[{"eventId":1,"name":"Zoë Ødegård 株式会社"}]'],
    ['https://app.example/api/records?after=10%25&name=a%20b', '{"a":1}'],
  ])("agrees with HubSpot's library about %s", (url, body) => {
    expect(verify({ url, body: Buffer.from(body), signature: signedByLibrary(url, body) })).toBe('valid');
  });

  test('decodes just the listed escapes of the URL', () => {
    const signature = signedByLibrary("https://app.example/a:/?@!$'()*,;%20%26", '');
    const url = 'https://app.example/a%3A%2F%3f%40%21%24%27%28%29%2A%2c%3B%20%26';
    expect(verify({ url, body: Buffer.alloc(0), signature })).toBe('valid');
  });

  test('hashes bytes that are not valid text as they are', () => {
    const body = Buffer.from([0xff, 0xfe, 0x00]);
    expect(verify({ body, signature: signedByLibrary(request.url, body.toString()) })).toBe('mismatch');
  });

  test.each([
    ['a changed body', { body: Buffer.from('{}') }],
    ['another method', { method: 'PUT' }],
    ['another URL', { url: `${request.url}?userId=1` }],
    ['a shorter signature', { signature: 'K36d' }],
    ['a newer timestamp than the signed one', { timestamp: String(sentAt + 1) }],
  ])('refuses %s', (_what, change) => {
    expect(verify(change)).toBe('mismatch');
  });

  test.each([
    ['missing', { signature: '' }],
    ['missing', { timestamp: '' }],
    ['malformed-timestamp', { timestamp: '2023-09-02T12:26:00Z' }],
    ['malformed-timestamp', { timestamp: '-1693657560000' }],
  ])('says %s for absent or odd headers', (verdict, change) => {
    expect(verify(change)).toBe(verdict);
  });

  test('holds for five minutes and tolerates a minute of clock difference', () => {
    expect(verify({}, sentAt + 300_000)).toBe('valid');
    expect(verify({}, sentAt + 300_001)).toBe('stale');
    expect(verify({}, sentAt - 60_000)).toBe('valid');
    expect(verify({}, sentAt - 60_001)).toBe('future');
  });
});
