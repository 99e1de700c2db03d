import type { Company } from '../company.ts';
import { addDays } from '../time.ts';
import { number, refId, text } from '../values.ts';
import type { Fields } from '../values.ts';
import type { Draft } from './entity.ts';

const DAYS_WITHOUT_TERM = 30;

/** The due date sent or stored; else by the term, or 30 days without one. */
export function dueDate({ company, fields, previous, given }: Draft): string {
  const due = text(fields, 'DueDate');
  const follows =
    company.behaviour('dueDateFollowsTerm') && !given.has('DueDate') && hasMoved(fields, previous?.fields);
  return due === undefined || follows ? dueByTerm(company, fields) : due;
}

function hasMoved(fields: Fields, before: Fields | undefined): boolean {
  if (!before) return false;
  return (
    refId(fields, 'SalesTermRef') !== refId(before, 'SalesTermRef') ||
    text(fields, 'TxnDate') !== text(before, 'TxnDate')
  );
}

function dueByTerm(company: Company, fields: Fields): string {
  const day = text(fields, 'TxnDate') ?? company.today();
  const term = company.stores.Term.get(refId(fields, 'SalesTermRef') ?? '')?.fields;
  const dayOfMonth = number(term, 'DayOfMonthDue');
  if (dayOfMonth === undefined) return addDays(day, number(term, 'DueDays') ?? DAYS_WITHOUT_TERM);
  return onDayOfMonth(day, dayOfMonth, number(term, 'DueNextMonthDays') ?? 0);
}

/** The next such day of a month; the one after it when the form is dated within `daysBefore` of it. */
function onDayOfMonth(day: string, dayOfMonth: number, daysBefore: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  for (let ahead = 0; ; ahead++) {
    const last = new Date(Date.UTC(year, month + ahead, 0)).getUTCDate();
    const due = new Date(Date.UTC(year, month - 1 + ahead, Math.min(dayOfMonth, last)))
      .toISOString()
      .slice(0, 10);
    if (due >= day && addDays(due, -daysBefore) >= day) return due;
  }
}
