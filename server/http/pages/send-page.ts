import type { Request, Response } from 'express';
import type { Page } from './render-page.ts';
import { renderPage } from './render-page.ts';
import type { Language } from './texts.ts';
import { languages } from './texts.ts';

/** Answers with a page in the browser's language, English when it asks for neither of ours. */
export const sendPage = (req: Request, res: Response, page: Page): void => {
  const accepted = req.acceptsLanguages([...languages]);
  const language: Language = accepted === 'fr' ? 'fr' : 'en';
  res
    .status(page.status)
    .set({ 'Content-Language': language, Vary: 'Accept-Language' })
    .type('html')
    .send(renderPage(page, language));
};
