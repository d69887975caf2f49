/** A goal as asked for: of a published plan, or from the page's address. */
export interface HeadroomGoal {
  kind: 'pm25' | 'good';
  source: 'target' | 'entered';
  targetId: string | null;
  name: string;
  /** µg/m³, or the good-day ratio in %. */
  target: string;
}
