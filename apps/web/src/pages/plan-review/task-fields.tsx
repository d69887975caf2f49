import { deadlinesOf, type Item, unitsOf } from './items.ts';
import { SavedInput } from './saved-input.tsx';
import { TextField } from './text-field.tsx';
import { useReviewTexts } from './texts.ts';
import { UnitList } from './unit-list.tsx';

interface Props {
  item: Item;
  correct: (data: Record<string, unknown>) => void;
  match: (name: string, orgId: string) => void;
  readOnly: boolean;
}

/** The fields of a task: title, units by role with their organisations, deadlines. Each change is one step. */
export function TaskFields({ item, correct, match, readOnly }: Props) {
  const t = useReviewTexts();
  return (
    <div className="fg">
      <TextField
        label={t.fields.title}
        field="title"
        value={String(item.data.title ?? '')}
        readOnly={readOnly}
        save={(title) => correct({ title })}
      />
      {(['lead', 'support', 'responsible'] as const).map((role) => (
        <UnitList
          key={role}
          role={role}
          units={unitsOf(item)}
          unmatched={item.unmatched}
          change={(units) => correct({ units })}
          match={match}
          readOnly={readOnly}
        />
      ))}
      <Deadlines item={item} correct={correct} readOnly={readOnly} />
    </div>
  );
}

function Deadlines({ item, correct, readOnly }: Omit<Props, 'match'>) {
  const t = useReviewTexts();
  const deadlines = deadlinesOf(item);
  const date = (value: string, save: (value: string) => void) => (
    <SavedInput
      className="inp sm date"
      type="date"
      aria-label={t.fields.deadline}
      value={value}
      readOnly={readOnly}
      save={save}
    />
  );
  const put = (index: number, value: string) =>
    correct({
      deadlines: deadlines.map((one, i) =>
        i === index ? { ...one, kind: 'by', date: value || null, start: null, end: value || null } : one,
      ),
    });
  return (
    <div className="fr">
      <span className="l">{t.fields.deadline}</span>
      <ul aria-label={t.fields.deadline} data-field="deadline">
        {deadlines.map((deadline, index) => (
          <li className="row w" key={`${deadline.text}${deadline.span?.[0] ?? index}`}>
            {deadline.kind === 'recurring' ? (
              <span className="chip">{t.recurring}</span>
            ) : (
              date(deadline.date ?? deadline.end ?? '', (value) => put(index, value))
            )}
            {deadline.text && <small className="t3">{t.printed(deadline.text)}</small>}
          </li>
        ))}
        {deadlines.length === 0 && (
          <li>
            {readOnly ? (
              <span className="t3">{t.noDeadline}</span>
            ) : (
              date('', (value) =>
                correct({
                  deadlines: [
                    { text: '', kind: 'by', date: value, start: null, end: value, recurrence: null },
                  ],
                }),
              )
            )}
          </li>
        )}
      </ul>
    </div>
  );
}
