import type { QuickBooksType } from '../../wire.ts';
import { BookForm } from '../book-forms.tsx';
import { RecordTable } from '../record-table.tsx';
import { bookPath } from '../router.tsx';
import { useSession, useText } from '../session.tsx';
import { useState } from 'react';

interface BooksPageProps {
  readonly type: QuickBooksType;
  readonly onChanged: () => void;
}

/** All records of one type in the QuickBooks company, and what can be added there. */
export function BooksPage({ type, onChanged }: BooksPageProps) {
  const t = useText();
  const { account } = useSession();
  const [form, setForm] = useState<'createCustomer' | 'createInvoice' | null>(null);
  const fitting = (
    { Customer: 'createCustomer', Invoice: 'createInvoice', Item: null, Payment: null } as const
  )[type];
  return (
    <div className="books">
      <header className="page-head">
        <p className="crumbs">{`QuickBooks · ${account.companyName}`}</p>
        <h1>{t(`tab.${type}`)}</h1>
      </header>
      <RecordTable
        side="quickbooks"
        type={type}
        pathOf={(id) => bookPath(type, id)}
        tools={
          fitting === null ? null : (
            <button type="button" className="primary" onClick={() => setForm(fitting)}>
              {t(`action.${fitting}`)}
            </button>
          )
        }
      />
      {form === null ? null : (
        <BookForm form={form} details={null} onClose={() => setForm(null)} onSaved={onChanged} />
      )}
    </div>
  );
}
