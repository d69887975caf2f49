import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ObservationTimeError, observationInstant } from '../src/edition.ts';
import {
  ambientAirEdition,
  aqiEdition,
  gasReferenceState,
  hourlyAqi,
  NoEditionError,
  shanghaiDate,
} from '../src/index.ts';

describe('choice of the edition', () => {
  it.each([
    ['2026-02-28T23:59:59.999+08:00', 'HJ 633-2012', 'GB 3095-2012'],
    ['2026-03-01T00:00:00+08:00', 'HJ 633-2026', 'GB 3095-2026 transitional'],
    ['2026-02-28T15:59:59.999Z', 'HJ 633-2012', 'GB 3095-2012'],
    ['2026-02-28T16:00:00Z', 'HJ 633-2026', 'GB 3095-2026 transitional'],
    ['2030-12-31T23:59', 'HJ 633-2026', 'GB 3095-2026 transitional'],
    ['2031-01-01', 'HJ 633-2026', 'GB 3095-2026 final'],
    ['2016-01-01', 'HJ 633-2012', 'GB 3095-2012'],
  ])('at %s: %s and %s', (at, aqi, limits) => {
    expect(aqiEdition({ at }).id).toBe(aqi);
    expect(ambientAirEdition({ at }).id).toBe(limits);
  });

  it('is the same for text, Date and epoch, whatever the offset', () => {
    const instants = fc.integer({ min: Date.UTC(2016, 0, 2), max: Date.UTC(2035, 0, 1) });
    fc.assert(
      fc.property(instants, (instant) => {
        const id = ambientAirEdition({ at: instant }).id;
        expect(ambientAirEdition({ at: new Date(instant) }).id).toBe(id);
        expect(ambientAirEdition({ at: new Date(instant).toISOString() }).id).toBe(id);
        expect(id).toBe(
          instant < Date.parse('2026-03-01T00:00+08:00')
            ? 'GB 3095-2012'
            : instant < Date.parse('2031-01-01T00:00+08:00')
              ? 'GB 3095-2026 transitional'
              : 'GB 3095-2026 final',
        );
      }),
    );
  });

  it('counts the hour that ends at 00:00 to the day before', () => {
    expect(aqiEdition({ hourEnding: '2026-03-01T00:00' }).id).toBe('HJ 633-2012');
    expect(aqiEdition({ hourEnding: '2026-03-01T01:00' }).id).toBe('HJ 633-2026');
    expect(aqiEdition({ hourEnding: '2026-02-28T24:00' }).id).toBe('HJ 633-2012');
  });

  it('refuses days before the first edition, unknown ids and unreadable times', () => {
    expect(() => hourlyAqi({}, { at: '2015-12-31' })).toThrow(NoEditionError);
    expect(() => aqiEdition({ edition: 'HJ 633-1999' })).toThrow(
      /no edition "HJ 633-1999"; known: HJ 633-2012/,
    );
    for (const at of ['2026-02-30', '2026-13-01', 'yesterday', '2026-01-01T25:00', '', Number.NaN]) {
      expect(() => observationInstant(at)).toThrow(ObservationTimeError);
    }
  });

  it('names the day in Asia/Shanghai', () => {
    expect(shanghaiDate('2026-02-28T16:00:00Z')).toBe('2026-03-01');
    expect(gasReferenceState('2018-08-31').temperatureK).toBe('273.15');
    expect(gasReferenceState('2018-09-01').temperatureK).toBe('298.15');
  });
});
