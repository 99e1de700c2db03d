// A record beside its counterpart, with what differs, and what a bookkeeper can do to it.

import { useState } from 'react';
import { isTextName } from '../texts/texts.ts';
import type { ComparedField, Details } from '../wire.ts';
import { BookForm } from './book-forms.tsx';
import type { BookFormName } from './book-forms.tsx';
import { useText } from './session.tsx';
import { ValueText } from './values.tsx';

const formsOf: Readonly<Record<Details['entity'], readonly BookFormName[]>> = {
  contact: ['renameCustomer', 'changeEmail'],
  product: ['changePrice', 'deactivateItem'],
  invoice: ['receivePayment', 'voidInvoice', 'deleteInvoice'],
};

interface ComparisonProps {
  readonly details: Details;
  readonly onChanged: () => void;
}

export function Comparison({ details, onChanged }: ComparisonProps) {
  const t = useText();
  return (
    <section className="panel books" aria-label={t('details.heading')}>
      <header>
        <h2>{t('details.heading')}</h2>
        <Verdict details={details} />
        <BookActions details={details} onChanged={onChanged} />
      </header>
      <div className="scroll" tabIndex={0} role="group" aria-label={t('details.heading')}>
        <table className="compare">
          <thead>
            <tr>
              <th scope="col">{t('details.field')}</th>
              <th scope="col">{t('vendor.quickbooks')}</th>
              <th scope="col">{t('vendor.hubspot')}</th>
            </tr>
          </thead>
          {details.sections
            .filter(({ fields }) => fields.length > 0)
            .map(({ name, fields }) => (
              <tbody key={name}>
                {name === 'fields' ? null : <SectionHead name={name} />}
                {fields.map((field, index) => (
                  // Rows of a section keep their order; lines may repeat their texts.
                  // oxlint-disable-next-line react/no-array-index-key
                  <ComparedRow key={index} field={field} number={name === 'fields' ? null : index + 1} />
                ))}
              </tbody>
            ))}
        </table>
      </div>
    </section>
  );
}

function SectionHead({ name }: { readonly name: string }) {
  const t = useText();
  const label = `section.${name}`;
  return (
    <tr className="section">
      <th scope="rowgroup" colSpan={3}>
        {isTextName(label) ? t(label) : name}
      </th>
    </tr>
  );
}

function ComparedRow({ field, number }: { readonly field: ComparedField; readonly number: number | null }) {
  const t = useText();
  const name = `field.${field.name}`;
  const label = isTextName(name) ? t(name) : field.name;
  return (
    <tr className={field.differs ? 'differs' : undefined}>
      <th scope="row">{number === null ? label : `${label} ${number}`}</th>
      <td>
        <ValueText value={field.quickbooks} />
      </td>
      <td>
        <ValueText value={field.hubspot} />
        {field.differs ? <span className="chip care">{t('details.differs')}</span> : null}
      </td>
    </tr>
  );
}

function Verdict({ details }: { readonly details: Details }) {
  const t = useText();
  if (details.hubspotId === null) return <span className="chip calm">{t('details.onlyQuickbooks')}</span>;
  if (details.quickbooksId === null) return <span className="chip calm">{t('details.onlyHubspot')}</span>;
  const count = details.sections.flatMap(({ fields }) => fields).filter(({ differs }) => differs).length;
  if (count === 0) return <span className="chip good">{t('details.same')}</span>;
  return (
    <span className="chip care">
      {t(count === 1 ? 'details.difference' : 'details.differences', { count: String(count) })}
    </span>
  );
}

function BookActions({ details, onChanged }: ComparisonProps) {
  const t = useText();
  const [form, setForm] = useState<BookFormName | null>(null);
  if (details.quickbooksId === null) return null;
  const noBalance = Number(details.current['balance']) === 0;
  return (
    <div className="actions" role="group" aria-label={t('action.heading')}>
      {formsOf[details.entity].map((name) => (
        <button
          key={name}
          type="button"
          disabled={
            (name === 'receivePayment' && noBalance) || (name === 'deactivateItem' && !details.active)
          }
          onClick={() => setForm(name)}
        >
          {t(`action.${name}`)}
        </button>
      ))}
      {form === null ? null : (
        <BookForm form={form} details={details} onClose={() => setForm(null)} onSaved={onChanged} />
      )}
    </div>
  );
}
