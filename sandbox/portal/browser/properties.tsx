// A record's properties, and the form in which a person changes them as they would in HubSpot.

import { useState } from 'react';
import type { FormEvent } from 'react';
import { isTextName } from '../texts/texts.ts';
import type { PropertyView, RecordView } from '../wire.ts';
import { ask } from './ask.ts';
import { FormField } from './form-field.tsx';
import { useText } from './session.tsx';
import { ValueText } from './values.tsx';

interface PropertiesProps {
  readonly record: RecordView;
  readonly onChanged: () => void;
}

export function Properties({ record, onChanged }: PropertiesProps) {
  const t = useText();
  const [editing, setEditing] = useState(false);
  const canEdit = record.properties.some(({ editable }) => editable !== null);
  return (
    <section className="panel" aria-labelledby="properties">
      <header>
        <h2 id="properties">{t('record.about')}</h2>
        {canEdit && !editing ? (
          <button type="button" onClick={() => setEditing(true)}>
            {t('record.edit')}
          </button>
        ) : null}
      </header>
      {editing ? (
        <PropertyForm record={record} onDone={() => setEditing(false)} onChanged={onChanged} />
      ) : (
        <dl className="properties">
          {record.properties.map(({ name, label, value }) => (
            <div key={name}>
              <dt>
                <Label name={label} />
              </dt>
              <dd>
                <ValueText value={value} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function Label({ name }: { readonly name: string }) {
  const t = useText();
  const text = `field.${name}`;
  return <>{isTextName(text) ? t(text) : name}</>;
}

interface PropertyFormProps extends PropertiesProps {
  readonly onDone: () => void;
}

function PropertyForm({ record, onDone, onChanged }: PropertyFormProps) {
  const t = useText();
  const [problem, setProblem] = useState<string | null>(null);
  // What was there when the form opened; the record goes on being read behind it.
  const [properties] = useState(record.properties.filter(({ editable }) => editable !== null));
  const save = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const change = changedValues(properties, new FormData(event.currentTarget));
    try {
      if (Object.keys(change).length > 0) {
        await ask('/api/change', { type: record.type, id: record.id, change });
        onChanged();
      }
      onDone();
    } catch (error) {
      setProblem(
        t('form.refusedHubspot', { reason: error instanceof Error ? error.message : String(error) }),
      );
    }
  };
  return (
    <form className="portal-form" onSubmit={(event) => void save(event)}>
      {properties.map(({ name, label, editable }) => {
        const text = `field.${label}`;
        return (
          <FormField
            key={name}
            name={name}
            label={isTextName(text) ? text : 'field.name'}
            value={editable ?? ''}
          />
        );
      })}
      {problem === null ? null : (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <div className="buttons">
        <button type="button" onClick={onDone}>
          {t('form.cancel')}
        </button>
        <button type="submit" className="primary">
          {t('form.saveHubspot')}
        </button>
      </div>
    </form>
  );
}

function changedValues(properties: readonly PropertyView[], form: FormData): Record<string, string> {
  return Object.fromEntries(
    properties.flatMap(({ name, editable }) => {
      const value = form.get(name);
      return typeof value === 'string' && value !== editable ? [[name, value] as const] : [];
    }),
  );
}
