// OAuth scopes, each with the reason the listing has to give. They must equal the app's own configuration: one scope
// more or less aborts the installation.

/** Without these the app cannot be installed. */
export const requiredScopes = {
  oauth: 'Read the account: its id, time zone and currencies',
  'crm.objects.contacts.read': 'Keep contacts in step with QuickBooks customers',
  'crm.objects.contacts.write': 'Keep contacts in step with QuickBooks customers',
  'crm.schemas.contacts.write': 'Create the properties that link a contact to its customer',
  'crm.objects.companies.read': "Name a customer by its contact's primary company",
  'crm.objects.companies.write': "Associate an invoice with its contact's primary company",
  'crm.objects.deals.read': "Show a deal's invoices on the deal",
  'e-commerce': 'Keep products in step with QuickBooks items, and write invoice lines',
  'crm.objects.invoices.read': 'Keep invoices in step with QuickBooks',
  'crm.objects.invoices.write': 'Keep invoices in step with QuickBooks',
  'crm.schemas.invoices.write': 'Create the properties that show status and balance of an invoice',
} as const;

/** Payment scopes need a paid plan; accounts without it get balances and status only. Without the last one, super admins
 * are people like others: somebody has to add them. */
export const optionalScopes = {
  'crm.objects.commercepayments.read': 'Show payments on invoices',
  'crm.objects.commercepayments.write': 'Record payments received in QuickBooks',
  'crm.schemas.commercepayments.write': 'Create the property that links a payment to QuickBooks',
  'settings.users.read': 'Let super admins change settings',
} as const;
