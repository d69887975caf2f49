import { useState } from 'react';
import { today } from '../../../lib/format.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/form/field.tsx';
import { PlainForm } from '../../../ui/form/plain-form.tsx';
import { useSiteFormTexts } from './form-texts.ts';

/** Asks for the last day of a factor or limit, says what follows, and ends it. */
export function EndDialog({
  title,
  note,
  verb,
  min,
  refusal,
  pending,
  end,
  close,
}: {
  title: string;
  /** What follows. */
  note: string;
  verb: string;
  /** Earliest day, `YYYY-MM-DD`; today stands there at first, or this when it lies ahead. */
  min: string;
  refusal: unknown;
  pending: boolean;
  end: (lastDay: string) => void;
  close: () => void;
}) {
  const t = useSiteFormTexts();
  const [lastDay, setLastDay] = useState([today(), min].sort().at(-1) ?? min);
  const mistakes =
    lastDay === ''
      ? [{ path: 'lastDay', text: t.wrong.fill(t.lastDay) }]
      : lastDay < min
        ? [{ path: 'lastDay', text: t.wrong.order }]
        : [];
  return (
    <Dialog name={title} close={close}>
      <div className="col g12" style={{ padding: 20 }}>
        <h2>{title}</h2>
        <p className="t2">{note}</p>
        <PlainForm name={title} prefix="end" mistakes={mistakes} refusal={refusal} send={() => end(lastDay)}>
          {(field) => (
            <>
              <Field {...field('lastDay')} label={t.lastDay} required>
                {(control) => (
                  <input
                    {...control}
                    className="inp"
                    style={{ maxWidth: 200 }}
                    type="date"
                    min={min}
                    value={lastDay}
                    onChange={(event) => setLastDay(event.target.value)}
                  />
                )}
              </Field>
              <div className="row">
                <span className="sp" />
                <button type="button" className="btn" onClick={close}>
                  {t.cancel}
                </button>
                <button type="submit" className="btn p" disabled={pending}>
                  {verb}
                </button>
              </div>
            </>
          )}
        </PlainForm>
      </div>
    </Dialog>
  );
}
