import { useQuery } from '@tanstack/react-query';
import { orgsQuery } from '../../api/queries.ts';
import { Icon } from '../../ui/icon.tsx';
import type { Unit } from './items.ts';
import { useReviewTexts } from './texts.ts';

/** The units of one role, each with its organisation or a choice of one; a chosen one is kept as an alias. */
export function UnitList({
  role,
  units,
  unmatched,
  change,
  match,
  readOnly,
}: {
  role: Unit['role'];
  /** Of all roles; the list shows its own. */
  units: Unit[];
  unmatched: string[];
  change: (units: Unit[]) => void;
  match: (name: string, orgId: string) => void;
  readOnly: boolean;
}) {
  const t = useReviewTexts();
  const orgs = useQuery(orgsQuery).data?.items.filter((org) => org.active) ?? [];
  const nameOfOrg = (id: string) => orgs.find((org) => org.id === id)?.name ?? id;
  const pick = (label: string, first: string, chosen: (orgId: string) => void) => (
    <select className="inp sm" aria-label={label} value="" onChange={(event) => chosen(event.target.value)}>
      <option value="">{first}</option>
      {orgs.map((org) => (
        <option key={org.id} value={org.id}>
          {org.name}
        </option>
      ))}
    </select>
  );
  return (
    <div className="fr">
      <span className="l">{t.fields[role]}</span>
      <ul className="row w" aria-label={t.fields[role]} data-field={role}>
        {units
          .filter((unit) => unit.role === role)
          .map((unit) => (
            <li key={`${unit.name}${unit.span?.[0] ?? ''}`} className="row">
              <span
                className={unit.orgId ? 'chip u' : 'chip unsure'}
                title={unit.orgId ? nameOfOrg(unit.orgId) : t.unitUnmatched}
              >
                {unit.name}
                {unit.orgId && <Icon name="tick" size={12} />}
                {!readOnly && (
                  <button
                    type="button"
                    className="x"
                    aria-label={t.unitRemove(unit.name)}
                    onClick={() => change(units.filter((one) => one !== unit))}
                  >
                    <Icon name="close" size={10} />
                  </button>
                )}
              </span>
              {unmatched.includes(unit.name) &&
                !readOnly &&
                pick(t.unitMatch(unit.name), t.unitChoose, (orgId) => match(unit.name, orgId))}
            </li>
          ))}
        {!readOnly && (
          <li>
            {pick(`${t.fields[role]}：${t.unitNew}`, `＋ ${t.unitNew}`, (orgId) =>
              change([...units, { role, name: nameOfOrg(orgId), orgId }]),
            )}
          </li>
        )}
      </ul>
    </div>
  );
}
