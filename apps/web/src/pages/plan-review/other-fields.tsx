import { comparatorSign } from '../../lib/format.ts';
import type { Item } from './items.ts';
import { textOf } from './items.ts';
import { TextField } from './text-field.tsx';
import { useReviewTexts } from './texts.ts';

interface Props {
  item: Item;
  correct: (data: Record<string, unknown>) => void;
  readOnly: boolean;
}

const comparators = ['>=', '<=', '=', '~', '>', '<', 'between', 'qualitative'] as const;
/** The fields of a goal. A value that is no number stays as it is written (Ⅲ类). */
export function GoalFields({ item, correct, readOnly }: Props) {
  const t = useReviewTexts();
  const comparator = textOf(item, 'comparator');
  const text = (key: 'name' | 'unit' | 'raw', field = key) => (
    <TextField
      label={t.fields[key]}
      field={field}
      value={textOf(item, key)}
      readOnly={readOnly}
      save={(value) => correct({ [key]: value || (key === 'name' ? '' : null) })}
    />
  );
  return (
    <div className="fg">
      {text('name')}
      <div className="fr">
        <label htmlFor={`${item.id}-comparator`}>{t.fields.comparator}</label>
        <select
          id={`${item.id}-comparator`}
          className="inp sm"
          value={comparator}
          disabled={readOnly}
          onChange={(event) => correct({ comparator: event.target.value })}
        >
          {comparators.map((one) => (
            <option key={one} value={one}>
              {t.comparators[one] ?? comparatorSign(one)}
            </option>
          ))}
        </select>
      </div>
      {comparator === 'qualitative' ? (
        text('raw')
      ) : (
        <>
          <TextField
            label={t.fields.value}
            field="value"
            value={textOf(item, 'value')}
            readOnly={readOnly}
            save={(value) => correct({ value: numberOrText(value) })}
          />
          {comparator === 'between' && (
            <TextField
              label={t.fields.value2}
              field="value2"
              value={textOf(item, 'value2')}
              readOnly={readOnly}
              save={(value) => correct({ value2: Number.isFinite(Number(value)) ? Number(value) : null })}
            />
          )}
          {text('unit')}
        </>
      )}
      <TextField
        label={t.fields.deadline}
        field="deadline"
        value={textOf(item, 'deadline')}
        readOnly={readOnly}
        type={/^P/.test(textOf(item, 'deadline')) ? 'text' : 'date'}
        save={(value) => correct({ deadline: value || null })}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={item.data.stretch === true}
          disabled={readOnly}
          onChange={(event) => correct({ stretch: event.target.checked })}
        />
        {t.fields.stretch}
      </label>
      {textOf(item, 'source') && <p className="t3">{t.printed(textOf(item, 'source'))}</p>}
    </div>
  );
}

function numberOrText(value: string): number | string | null {
  const text = value.trim();
  if (text === '') return null;
  return Number.isFinite(Number(text)) ? Number(text) : text;
}

/** The fields of a named registry or mechanism. */
export function RegistryFields({ item, correct, readOnly }: Props) {
  const t = useReviewTexts();
  return (
    <div className="fg">
      <TextField
        label={t.fields.name}
        field="name"
        value={textOf(item, 'name')}
        readOnly={readOnly}
        save={(name) => correct({ name })}
      />
      <TextField
        label={t.fields.kind}
        field="kind"
        value={textOf(item, 'kind')}
        readOnly={readOnly}
        save={(kind) => correct({ kind })}
      />
    </div>
  );
}

/** The fields of the document itself. */
export function DocumentFields({ item, correct, readOnly }: Props) {
  const t = useReviewTexts();
  const issuers = Array.isArray(item.data.issuers) ? (item.data.issuers as string[]) : [];
  const period = (item.data.period ?? {}) as { start?: string | null; end?: string | null };
  return (
    <div className="fg">
      <TextField
        label={t.fields.title}
        field="title"
        value={textOf(item, 'title')}
        readOnly={readOnly}
        save={(title) => correct({ title })}
      />
      <TextField
        label={t.fields.docNumber}
        field="docNumber"
        value={textOf(item, 'docNumber')}
        readOnly={readOnly}
        save={(value) => correct({ docNumber: value || null })}
      />
      <TextField
        label={t.fields.issuers}
        field="issuers"
        value={issuers.join('、')}
        readOnly={readOnly}
        save={(value) =>
          correct({
            issuers: value
              .split(/[、,，;；]/)
              .map((name) => name.trim())
              .filter(Boolean),
          })
        }
      />
      <TextField
        label={t.fields.issueDate}
        field="issueDate"
        type="date"
        value={textOf(item, 'issueDate')}
        readOnly={readOnly}
        save={(value) => correct({ issueDate: value || null })}
      />
      <TextField
        label={t.fields.period}
        field="period"
        value={[period.start, period.end].filter(Boolean).join('—')}
        readOnly={readOnly}
        save={(value) => {
          const [start = null, end = start] = value.split(/[—–~～-]/).map((year) => year.trim() || null);
          correct({ period: { ...period, start, end } });
        }}
      />
    </div>
  );
}
