import { syntaxError, tokenize } from './tokens.ts';
import type { Token } from './tokens.ts';

export const comparisons = ['=', '<', '>', '<=', '>=', 'LIKE', 'IN'] as const;
export type Comparison = (typeof comparisons)[number];

/** Quoted values are texts; booleans stand bare. */
export type Literal = string | boolean;

export interface Condition {
  property: string;
  comparison: Comparison;
  values: Literal[];
}

export interface Ordering {
  property: string;
  descending: boolean;
}

export interface Query {
  count: boolean;
  /** Named columns; empty for `*`. */
  properties: string[];
  entity: string;
  conditions: Condition[];
  orderings: Ordering[];
  /** 1-based. */
  startPosition: number | undefined;
  maxResults: number | undefined;
}

/** Parses one statement; throws 4000 with the place of the first token that does not fit. */
export function parseQuery(statement: string): Query {
  return new Parser(tokenize(statement)).query();
}

class Parser {
  private position = 0;
  private readonly tokens: Token[];

  constructor(tokens: Token[]) {
    this.tokens = tokens;
  }

  query(): Query {
    this.expectWord('SELECT');
    const { count, properties } = this.selection();
    this.expectWord('FROM');
    const entity = this.word('an entity');
    const conditions = this.takeWord('WHERE') ? this.conditions() : [];
    const orderings = this.takeOrderBy() ? this.orderings() : [];
    const { startPosition, maxResults } = this.paging();
    if (this.peek().kind !== 'end') throw syntaxError(this.peek(), '<EOF>');
    return { count, properties, entity, conditions, orderings, startPosition, maxResults };
  }

  private selection(): { count: boolean; properties: string[] } {
    if (this.takeOperator('*')) return { count: false, properties: [] };
    if (this.takeWord('COUNT')) {
      this.expectOperator('(');
      this.expectOperator('*');
      this.expectOperator(')');
      return { count: true, properties: [] };
    }
    const properties = [this.word('a property')];
    while (this.takeOperator(',')) properties.push(this.takeOperator('*') ? '*' : this.word('a property'));
    return { count: false, properties: properties.includes('*') ? [] : properties };
  }

  private conditions(): Condition[] {
    const conditions = [this.condition()];
    while (this.takeWord('AND')) conditions.push(this.condition());
    return conditions;
  }

  private condition(): Condition {
    const property = this.word('a property');
    const comparison = this.comparison();
    if (comparison !== 'IN') return { property, comparison, values: [this.literal()] };
    this.expectOperator('(');
    const values = [this.literal()];
    while (this.takeOperator(',')) values.push(this.literal());
    this.expectOperator(')');
    return { property, comparison, values };
  }

  private comparison(): Comparison {
    const token = this.next();
    const found = comparisons.find((candidate) => candidate === token.value.toUpperCase());
    if (!found || token.kind === 'text') throw syntaxError(token, comparisons.join(', '));
    return found;
  }

  private literal(): Literal {
    const token = this.next();
    if (token.kind === 'text') return token.value;
    if (token.kind === 'word' && /^(true|false)$/i.test(token.value))
      return token.value.toLowerCase() === 'true';
    // Bare numbers are tolerated, as clients send them.
    if (token.kind === 'word' && /^-?\d+(\.\d+)?$/.test(token.value)) return token.value;
    throw syntaxError(token, 'a quoted value');
  }

  private takeOrderBy(): boolean {
    if (this.takeWord('ORDERBY')) return true;
    if (!this.takeWord('ORDER')) return false;
    this.expectWord('BY');
    return true;
  }

  private orderings(): Ordering[] {
    const orderings = [this.ordering()];
    while (this.takeOperator(',')) orderings.push(this.ordering());
    return orderings;
  }

  private ordering(): Ordering {
    const property = this.word('a property');
    const descending = this.takeWord('DESC');
    if (!descending) this.takeWord('ASC');
    return { property, descending };
  }

  /** The two clauses come in either order, each at most once. */
  private paging(): { startPosition: number | undefined; maxResults: number | undefined } {
    let startPosition: number | undefined;
    let maxResults: number | undefined;
    for (;;) {
      if (startPosition === undefined && this.takeWord('STARTPOSITION')) startPosition = this.integer();
      else if (maxResults === undefined && this.takeWord('MAXRESULTS')) maxResults = this.integer();
      else return { startPosition, maxResults };
    }
  }

  private integer(): number {
    const token = this.next();
    if (!/^\d+$/.test(token.value)) throw syntaxError(token, '<INTEGER>');
    return Number(token.value);
  }

  private word(expected: string): string {
    const token = this.next();
    if (token.kind !== 'word') throw syntaxError(token, expected);
    return token.value;
  }

  private peek(): Token {
    return this.tokens[this.position] ?? { kind: 'end', value: '', column: 1 };
  }

  private next(): Token {
    const token = this.peek();
    this.position++;
    return token;
  }

  private takeWord(word: string): boolean {
    const token = this.peek();
    if (token.kind !== 'word' || token.value.toUpperCase() !== word) return false;
    this.position++;
    return true;
  }

  private takeOperator(operator: string): boolean {
    const token = this.peek();
    if (token.kind !== 'operator' || token.value !== operator) return false;
    this.position++;
    return true;
  }

  private expectWord(word: string): void {
    if (!this.takeWord(word)) throw syntaxError(this.peek(), `"${word}"`);
  }

  private expectOperator(operator: string): void {
    if (!this.takeOperator(operator)) throw syntaxError(this.peek(), `"${operator}"`);
  }
}
