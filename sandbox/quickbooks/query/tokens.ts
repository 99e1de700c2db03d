import { QuickBooksFault } from '../faults.ts';

export interface Token {
  kind: 'word' | 'text' | 'operator' | 'end';
  value: string;
  /** 1-based column, for the error text. */
  column: number;
}

const PATTERN = /\s*(?:'((?:[^'\\]|\\[^])*)'|(<=|>=|[<>=(),*])|([A-Za-z0-9_.+-]+)|([^]))/gy;

/** Splits a statement into words, quoted texts (`\'` and `\\` escaped) and operators. Throws 4000. */
export function tokenize(statement: string): Token[] {
  const tokens: Token[] = [];
  PATTERN.lastIndex = 0;
  const trimmed = statement.trimEnd();
  while (PATTERN.lastIndex < trimmed.length) {
    const start = PATTERN.lastIndex;
    const match = PATTERN.exec(trimmed);
    if (!match) break;
    const [whole, quoted, operator, word, other] = match;
    const column = start + whole.length - whole.trimStart().length + 1;
    if (quoted !== undefined) tokens.push({ kind: 'text', value: quoted.replace(/\\([^])/g, '$1'), column });
    else if (operator !== undefined) tokens.push({ kind: 'operator', value: operator, column });
    else if (word !== undefined) tokens.push({ kind: 'word', value: word, column });
    else throw syntaxError({ kind: 'operator', value: other ?? '', column });
  }
  tokens.push({ kind: 'end', value: '', column: trimmed.length + 1 });
  return tokens;
}

export function syntaxError(token: Token, expected?: string): QuickBooksFault {
  const found = token.kind === 'end' ? '<EOF>' : token.value;
  const wanted = expected === undefined ? '' : ` Was expecting: ${expected}`;
  return new QuickBooksFault(
    '4000',
    `QueryParserError: Encountered " ${found} "" at line 1, column ${token.column}.${wanted}`,
  );
}
