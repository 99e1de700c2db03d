// How an answer leaves: JSON or XML by the Accept header, with the headers every answer carries.

import type { Request, Response } from 'express';
import { isFields } from './values.ts';
import type { Fields } from './values.ts';

/** The vendor speaks XML unless JSON is asked for. */
export function wantsJson(req: Request, emptyAccept: string): boolean {
  const accept = req.get('accept') ?? '';
  if (/json/i.test(accept)) return true;
  return accept === '' || accept === '*/*' ? emptyAccept === 'json' : false;
}

export function sendJson(res: Response, status: number, body: string): void {
  res.status(status).set('content-type', 'application/json;charset=UTF-8').end(body);
}

export function sendXml(res: Response, status: number, body: Fields): void {
  res.status(status).set('content-type', 'application/xml;charset=UTF-8').end(toXml(body));
}

export function toXml(body: Fields): string {
  const { time, Fault, ...rest } = body;
  const inner = isFields(Fault) ? faultXml(Fault) : elements(rest);
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><IntuitResponse xmlns="http://schema.intuit.com/finance/v3" time="${escapeXml(scalarText(time))}">${inner}</IntuitResponse>`;
}

function faultXml(fault: Fields): string {
  const errors = Array.isArray(fault['Error']) ? fault['Error'].filter(isFields) : [];
  const inner = errors.map(
    (error) =>
      `<Error code="${escapeXml(scalarText(error['code']))}" element="${escapeXml(scalarText(error['element']))}"><Message>${escapeXml(scalarText(error['Message']))}</Message><Detail>${escapeXml(scalarText(error['Detail']))}</Detail></Error>`,
  );
  return `<Fault type="${escapeXml(scalarText(fault['type']))}">${inner.join('')}</Fault>`;
}

function elements(fields: Fields): string {
  return Object.entries(fields)
    .map(([key, value]) =>
      (Array.isArray(value) ? value : [value]).map((one: unknown) => element(key, one)).join(''),
    )
    .join('');
}

function element(key: string, value: unknown): string {
  if (isFields(value) && typeof value['value'] === 'string' && key.endsWith('Ref')) {
    const name = value['name'] === undefined ? '' : ` name="${escapeXml(scalarText(value['name']))}"`;
    return `<${key}${name}>${escapeXml(value['value'])}</${key}>`;
  }
  return `<${key}>${isFields(value) ? elements(value) : escapeXml(scalarText(value))}</${key}>`;
}

function scalarText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}

function escapeXml(value: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return value.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
