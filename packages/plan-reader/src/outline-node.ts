import type { Label } from './numbering.ts';
import type { Paragraph } from './paragraphs.ts';
import type { TableRow } from './tables/table.ts';

/** A heading of the plan with the paragraphs that stand directly under it. */
export interface OutlineNode {
  /** Null for an unnumbered task paragraph or bullet. */
  label: Label | null;
  /** Path segment: the number, or ¶n / ¶bn. */
  segment: string;
  path: string;
  level: number;
  /** Cleaned range of the heading's own paragraph (annex roots: number and title lines). */
  start: number;
  end: number;
  /** Where the words of the heading begin, behind the number. */
  textStart: number;
  kind: 'heading' | 'annex' | 'paragraph' | 'bullet' | 'row';
  /** The row of a table that the node was made of. */
  cells?: TableRow;
  parent: OutlineNode | null;
  children: OutlineNode[];
  body: Paragraph[];
}
