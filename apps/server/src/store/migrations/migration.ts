/** One numbered step of the schema. Its text never changes once released: the checksum is recorded. */
export interface Migration {
  /** 1, 2, 3 … without gaps. */
  id: number;
  name: string;
  /** Plain SQL, statements separated by `;`. Runs in one transaction. */
  sql: string;
}
