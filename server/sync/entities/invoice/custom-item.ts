// *Custom Line Item*: the QuickBooks item of every row without one of its own, made once per company.

/** Its name in QuickBooks, by which it is found again. */
export const customItemName = 'Custom Line Item';
/** Noun and name of the operation that makes sure it is there. */
export const customItemOperation = 'custom-item';
