import type { RegistryDefinition } from '@huanzhi/registry';
import { useTranslation } from 'react-i18next';
import { allColumns, type Column, shownColumns } from '../../lib/columns.ts';
import { useLocal } from '../../lib/use-local.ts';
import { Icon } from '../../ui/icon.tsx';
import { Popover } from '../../ui/popover.tsx';

/** The name of a column in the reader's language. */
export function useColumnName(): (column: Column) => string {
  const { t } = useTranslation();
  const { local } = useLocal();
  return (column) => (column.field ? local(column.field.label) : t(`column.${column.envelope}`));
}

/** `列 6 / 14`: tick columns, move them with the arrows, or go back to the default. */
export function ColumnChoice({
  definition,
  chosen,
  change,
}: {
  definition: RegistryDefinition;
  chosen: string | undefined;
  change: (columns: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const nameOf = useColumnName();
  const shown = shownColumns(definition, chosen);
  const all = allColumns(definition);
  const keys = shown.map((column) => column.key);
  const rest = all.filter((column) => !keys.includes(column.key));
  const set = (next: string[]) => change(next.join(','));
  const move = (key: string, by: number) => {
    const from = keys.indexOf(key);
    const next = [...keys];
    next.splice(from, 1);
    next.splice(Math.max(0, from + by), 0, key);
    set(next);
  };
  return (
    <Popover
      className="btn sm"
      end
      label={
        <>
          <Icon name="columns" size={14} />
          {t('list.columns', { shown: shown.length, all: all.length })}
        </>
      }
    >
      {(close) => (
        <fieldset>
          <legend className="vh">{t('list.columnsLegend')}</legend>
          {[...shown, ...rest].map((column) => {
            const on = keys.includes(column.key);
            const name = nameOf(column);
            return (
              <div className="row" key={column.key}>
                <label className="check" style={{ flex: 1 }}>
                  <input
                    type="checkbox"
                    checked={on}
                    disabled={column.key === 'title'}
                    onChange={() =>
                      set(on ? keys.filter((key) => key !== column.key) : [...keys, column.key])
                    }
                  />
                  {name}
                </label>
                {on && (
                  <>
                    <button
                      type="button"
                      className="btn sm txt"
                      aria-label={t('list.moveUp', { name })}
                      onClick={() => move(column.key, -1)}
                    >
                      ↑
                    </button>
                    <button
                      type="button"
                      className="btn sm txt"
                      aria-label={t('list.moveDown', { name })}
                      onClick={() => move(column.key, 1)}
                    >
                      ↓
                    </button>
                  </>
                )}
              </div>
            );
          })}
          <button
            type="button"
            className="btn sm txt"
            onClick={() => {
              change(undefined);
              close();
            }}
          >
            {t('list.columnsReset')}
          </button>
        </fieldset>
      )}
    </Popover>
  );
}
