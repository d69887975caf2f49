import { paths } from '../../../lib/paths.ts';
import { A } from '../../../ui/link.tsx';
import { State } from '../../../ui/states.tsx';
import { useFormTexts } from './form-texts.ts';
import { useTexts } from './texts.ts';

/** What stands here for whoever may not keep the gateway. */
export function NoRight() {
  const t = useFormTexts();
  const { nav } = useTexts();
  return (
    <State whole icon="person" title={t.noRight} text={t.noRightText}>
      <A className="btn" href={paths.gateway}>
        {nav}
      </A>
    </State>
  );
}
