import { ordinalOf } from './numbering.ts';
import type { OutlineNode } from './outline-node.ts';
import type { Cell, TableRow } from './tables/table.ts';

/** Files the rows of tables in the outline: under the heading or annex that a table stands in. */
export class TableOutline {
  readonly #nodes: OutlineNode[];
  #owner: OutlineNode | null = null;
  /** Headings over rows: 一、 and, below it, (一). */
  #groups: OutlineNode[] = [];
  #taken = new Set<string>();
  #unnumbered = 0;

  /** @param nodes the outline's nodes, in text order; rows are added to them */
  constructor(nodes: OutlineNode[]) {
    this.#nodes = nodes;
  }

  /** A new table begins under this node. */
  open(owner: OutlineNode | null): void {
    const bullet = owner?.kind === 'bullet' ? owner.parent : owner;
    this.#owner = bullet;
    this.#groups = [];
    this.#unnumbered = 0;
    this.#taken = new Set(bullet?.children.map(({ segment }) => segment) ?? []);
  }

  /** A row with a task, or a heading over several rows. */
  add(cells: TableRow): void {
    const heading = cells.kind === 'group';
    const number = cells.number;
    if (heading) this.#groups.length = Math.min(this.#groups.length, number?.startsWith('(') ? 1 : 0);
    if (heading && this.#groups[0]?.cells?.number?.startsWith('(')) this.#groups = [];
    const parent = this.#groups.at(-1) ?? this.#owner;
    // Unnumbered rows, and numbers that begin anew under the same heading, are counted.
    const segment =
      number !== null && !this.#taken.has(key(parent, number)) ? number : `¶${++this.#unnumbered}`;
    this.#taken.add(key(parent, segment));
    const node = rowNode(cells, parent, segment);
    this.#nodes.push(node);
    parent?.children.push(node);
    if (heading) this.#groups.push(node);
  }
}

const key = (parent: OutlineNode | null, segment: string): string => `${parent?.path ?? ''}/${segment}`;

/** The text of a node is its name; a name over a page end counts up to there. */
function rowNode(cells: TableRow, parent: OutlineNode | null, segment: string): OutlineNode {
  const name = firstBlock(cells.title);
  return {
    label:
      cells.number === null
        ? null
        : { rank: 7, number: cells.number, ordinal: ordinalOf(cells.number), length: cells.number.length },
    segment,
    path: parent ? `${parent.path}/${segment}` : segment,
    level: (parent?.level ?? 0) + 1,
    start: cells.start,
    end: name?.end ?? cells.end,
    textStart: name?.start ?? cells.start,
    kind: 'row',
    cells,
    parent,
    children: [],
    body: [],
  };
}

const firstBlock = (cell: Cell) => cell[0];
